package org.ignition.backup.transit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/**
 * What may happen to a backup on its way, in words.
 *
 * @param subject the database or the backup, for a person
 */
record TransitProblem(String subject) {

  private static final int LONGEST = 200;
  private static final int MOST = 5;

  /** Restored on a server of our own it is something else. */
  RemoteException differs(List<String> differences) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORED_DIFFERS,
            "The backup of " + Quoted.line(subject, LONGEST) + " is not what the database is",
            "Restored on a server of our own it differs: " + first(differences),
            "Nothing of it is kept. Take it again; if it differs again, report the differences"));
  }

  /** Its bytes are not those that were stored. */
  PolicyException altered(String how) {
    return new PolicyException(
        Problem.of(
            ErrorCode.BACKUP_ALTERED,
            "The backup " + subject + " is not what its manifest says",
            "It has " + how,
            "Use another copy or another backup; `backup list` shows what there is"));
  }

  /** A file of ours can't be read again. */
  InputException unreadable(Path file, Exception cause) {
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_FAILED,
            "The file of " + Quoted.line(subject, LONGEST) + " can't be read again",
            "Nothing of it is kept. " + Quoted.line(file + " said: " + cause.getMessage(), LONGEST),
            "Look at the disk that it is on, then run again"),
        cause);
  }

  /** The thread stays interrupted. */
  CancelledException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled at the backup " + Quoted.line(subject, LONGEST),
            "Nothing of it is kept",
            "Run the same command again"),
        cause);
  }

  private static String first(List<String> differences) {
    String some =
        differences.stream()
            .limit(MOST)
            .map(each -> Quoted.line(each, LONGEST))
            .collect(Collectors.joining("; "));
    return differences.size() > MOST
        ? some + "; and " + (differences.size() - MOST) + " more"
        : some;
  }
}
