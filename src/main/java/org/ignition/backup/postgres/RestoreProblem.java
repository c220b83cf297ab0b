package org.ignition.backup.postgres;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.database.Blocker;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * Says why a database was not restored.
 *
 * @param database which one, for a person
 */
record RestoreProblem(String database) {

  private static final int LONGEST = 300;
  private static final String UNCHANGED = "The database is as it was. ";

  /** The server refused a statement. */
  RemoteException refused(PsqlError error, List<Blocker> blockers) {
    return of(
        failed() + reason(error),
        UNCHANGED + "It said: " + Quoted.line(error.message(), LONGEST) + named(blockers),
        advice(error));
  }

  private static String reason(PsqlError error) {
    return switch (error.sqlState()) {
      case "55P03" -> ": others use its tables";
      case "" -> ": the connection failed or was lost";
      default -> ": the server refused";
    };
  }

  private static String named(List<Blocker> blockers) {
    return blockers.isEmpty()
        ? ""
        : blockers.stream()
            .map(Blocker::described)
            .collect(Collectors.joining("; ", ". It waited for ", ""));
  }

  private static String advice(PsqlError error) {
    return switch (error.sqlState()) {
      case "55P03", "40P01" ->
          "Stop the application, or end its sessions with pg_terminate_backend(pid), then run again";
      case "42501" ->
          "Restore as the role that owns the database's objects and may act as the owners in the"
              + " backup, or as a superuser";
      case "53200" ->
          "Raise max_locks_per_transaction at the server, which one transaction over all tables"
              + " needs, then run again";
      case "0A000", "58P01" -> "Install at the server what it names, then run again";
      case "" -> "See that the server is up and takes the login, then run again";
      default -> "Correct what it names, then run again";
    };
  }

  /** Nobody knows whether the transaction was committed. */
  RemoteException doubtful() {
    return of(
        failed() + ": the connection was lost at its very end",
        "All of it took effect, or nothing",
        "Look at the database, or run again: a restore can be repeated");
  }

  /** A file of ours could not be written, or a program not started. */
  RemoteException local(IOException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORE_FAILED,
            failed() + ": this machine could not do it",
            UNCHANGED + "It said: " + Quoted.line(String.valueOf(cause.getMessage()), LONGEST),
            "Correct what it names, then run again"),
        cause);
  }

  /** A question of ours was refused, before anything was changed. */
  RemoteException unread(String said, Exception cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORE_FAILED,
            "What " + Quoted.line(database, LONGEST) + " holds can't be read",
            "The server said: " + Quoted.line(said, LONGEST),
            "Let the role read it all: GRANT pg_read_all_data TO <user>; then run again"),
        cause);
  }

  /** The thread stays interrupted. */
  CancelledException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while restoring " + Quoted.line(database, LONGEST),
            UNCHANGED.strip(),
            "Run the same command again"),
        cause);
  }

  private String failed() {
    return "Restore of " + Quoted.line(database, LONGEST) + " failed";
  }

  private static RemoteException of(String what, String why, String advice) {
    return new RemoteException(Problem.of(ErrorCode.RESTORE_FAILED, what, why, advice));
  }
}
