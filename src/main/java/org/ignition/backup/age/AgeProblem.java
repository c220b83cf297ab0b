package org.ignition.backup.age;

import java.nio.file.Path;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Says why a file was not encrypted or decrypted. */
final class AgeProblem {

  private static final String NOTHING_LEFT = "Nothing of it is left";

  private AgeProblem() {}

  /** {@code file} is not what somebody encrypted. */
  static RemoteException altered(Path file, Exception cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_ALTERED,
            "Not a whole file of age: " + name(file),
            "It was cut or altered since it was encrypted, and none of it was taken",
            "Take another copy of the backup, or an older one"),
        cause);
  }

  /**
   * No key at hand opens it.
   *
   * @param whose the recipients as they are known, for a sentence
   */
  static InputException locked(String backup, String whose, Identities identities) {
    String here =
        identities.isEmpty()
            ? "`backup-identity` is empty"
            : "`backup-identity` has the key of " + identities.recipients();
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_LOCKED,
            "No key at hand opens " + Quoted.of(backup),
            "It is encrypted for " + whose + ", and " + here,
            "Give the secret key (AGE-SECRET-KEY-1…) of one of them as `backup-identity`"));
  }

  /** Reading or writing failed while {@code doing}. */
  static InputException failed(String doing, Path to, Exception cause) {
    return DiskSpace.isExhaustedBy(cause)
        ? new InputException(
            Problem.of(
                ErrorCode.DISK_FULL,
                "No space left to " + doing + " " + name(to),
                NOTHING_LEFT,
                "Free some disk space there, then run again"),
            cause)
        : new InputException(
            Problem.of(
                ErrorCode.FILE_UNWRITABLE,
                "Can't " + doing + " " + name(to),
                "It said: " + Quoted.of(String.valueOf(cause.getMessage())),
                "Correct what it names, then run again"),
            cause);
  }

  /** The thread stays interrupted. */
  static IgnitionException cancelled(String doing, Path to, Exception cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled, about to " + doing + " " + name(to),
            NOTHING_LEFT,
            "Run the same command again"),
        cause);
  }

  private static String name(Path file) {
    return Quoted.of(String.valueOf(file.getFileName()));
  }
}
