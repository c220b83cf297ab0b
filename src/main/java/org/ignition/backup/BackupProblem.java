package org.ignition.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * Says why there is no backup.
 *
 * @param database which one, for a person
 */
public record BackupProblem(String database) {

  private static final int LONGEST = 300;
  private static final int MOST_LINES = 5;
  private static final String NOTHING_KEPT = "Nothing of it is kept. ";

  /** Another program ended badly and said {@code lines}, none of which is a secret. */
  public RemoteException refused(String program, int status, List<String> lines) {
    String said = lines.isEmpty() ? " said nothing" : " said: " + quoted(lines);
    return new RemoteException(
        problem(
            ErrorCode.BACKUP_FAILED,
            failed() + ": " + program + " ended with status " + status,
            NOTHING_KEPT + program + said,
            advice(lines)));
  }

  /** The server said no to what was asked besides the dump. */
  public RemoteException refused(String said, Exception cause) {
    return new RemoteException(
        problem(
            ErrorCode.BACKUP_FAILED,
            failed() + ": the server refused",
            NOTHING_KEPT + "It said: " + quoted(List.of(said)),
            advice(List.of(said))),
        cause);
  }

  /** The server, or the way to it, was gone before the backup was whole. */
  public RemoteException lost(String said, Exception cause) {
    return new RemoteException(
        problem(
            ErrorCode.DATABASE_LOST,
            failed() + ": the connection was lost",
            NOTHING_KEPT + "It said: " + quoted(List.of(said)),
            "Run the same command again"),
        cause);
  }

  /** What was written is not what it should be. */
  public RemoteException unsound(String why) {
    return new RemoteException(
        problem(
            ErrorCode.BACKUP_FAILED,
            failed() + ": what was written can't be read again",
            NOTHING_KEPT + why,
            "Look at the disk that it was written to, then run again"));
  }

  /** The database did not let itself be copied. */
  public RemoteException failed(Exception cause) {
    return new RemoteException(
        problem(
            ErrorCode.BACKUP_FAILED,
            failed(),
            NOTHING_KEPT + "It said: " + quoted(List.of(String.valueOf(cause.getMessage()))),
            "End who else uses the database, then run again"),
        cause);
  }

  /** There is no room in {@code folder}. */
  public InputException full(Path folder, String why) {
    return new InputException(
        problem(
            ErrorCode.DISK_FULL,
            failed() + ": no space left in " + Quoted.of(folder.toString()),
            NOTHING_KEPT + why,
            "Free some disk space there, or write backups to another folder"));
  }

  /** There is less room in {@code folder} than any backup takes. */
  public InputException hopeless(Path folder, long freeBytes, long databaseBytes) {
    return full(
        folder,
        "%s are free, and the database has %s".formatted(size(freeBytes), size(databaseBytes)));
  }

  /** {@code folder} can't be written to. */
  public InputException unwritable(Path folder, Exception cause) {
    return new InputException(
        problem(
            ErrorCode.FILE_UNWRITABLE,
            failed() + ": can't write to " + Quoted.of(folder.toString()),
            NOTHING_KEPT + "It said: " + quoted(List.of(String.valueOf(cause.getMessage()))),
            "Choose a folder that can be written"),
        cause);
  }

  /** The thread stays interrupted. */
  public IgnitionException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        problem(
            ErrorCode.CANCELLED,
            "Cancelled while taking a backup of " + Quoted.line(database, LONGEST),
            "Nothing of it is kept",
            "Run the same command again"),
        cause);
  }

  private String failed() {
    return "Backup of " + Quoted.line(database, LONGEST) + " failed";
  }

  private static String advice(List<String> lines) {
    String all = String.join("\n", lines);
    if (all.contains("permission denied")) {
      return "Let the user read it all, as a superuser: GRANT pg_read_all_data TO <user>; then run again";
    }
    if (all.contains("row-level security")) {
      return "Let the user see all rows, as a superuser: ALTER ROLE <user> BYPASSRLS; then run again";
    }
    if (all.contains("lock timeout")) {
      return "Somebody changes a table and has not ended that (see pg_stat_activity): end it, then run again";
    }
    return "Correct what it names, then run again";
  }

  private static String quoted(List<String> lines) {
    return lines.stream()
        .skip(Math.max(0, lines.size() - MOST_LINES))
        .map(line -> '"' + Quoted.line(line, LONGEST) + '"')
        .collect(Collectors.joining(", "));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
  }

  private static Problem problem(ErrorCode code, String what, String why, String advice) {
    return Problem.of(code, what, why, advice);
  }
}
