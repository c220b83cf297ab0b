package org.ignition.backup.sqlite;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why a database was not replaced; it is as it was in all cases. */
record RestoreProblem(Path database) {

  private static final int LONGEST = 200;
  private static final int MOST_NAMED = 5;
  private static final String UNCHANGED = "The database is as it was. ";

  IgnitionException of(Exception cause) {
    if (cause instanceof ClosedByInterruptException) {
      return cancelled(cause);
    }
    return DiskSpace.isExhaustedBy(cause) ? noSpace("The disk is full") : failed(cause);
  }

  private IgnitionException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while restoring " + name(),
            UNCHANGED + "Nothing of the copy is left",
            "Run the same command again"),
        cause);
  }

  private RemoteException failed(Exception cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.RESTORE_FAILED,
            "Restoring " + name() + " failed",
            UNCHANGED + "It said: " + Quoted.line(String.valueOf(cause), LONGEST),
            "Let this user write to the folder and give files to the database's owner"),
        cause);
  }

  InputException noSpace(String why) {
    return new InputException(
        Problem.of(
            ErrorCode.DISK_FULL,
            "No space left to restore " + name(),
            UNCHANGED + why,
            "Free some disk space: the old file stays until the new one is whole"));
  }

  /** Others have it open, who would go on with the file that has lost its name. */
  RemoteException used(List<String> users) {
    String named = String.join(", ", users.subList(0, Math.min(users.size(), MOST_NAMED)));
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_LOCKED,
            "In use, so not restored: " + name(),
            UNCHANGED + "It is open in " + named,
            "Stop the application, then run again"));
  }

  private String name() {
    return Quoted.line(database.toString(), LONGEST);
  }
}
