package org.ignition.backup.host;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ignition.backup.BackupName;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.StoreProblem;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.ssh.RemoteEnd;

/**
 * Says why a script on a host did not do what it should.
 *
 * @param store which one
 */
record HostProblem(String store) {

  static final int TAKEN = 71;
  static final int ALTERED = 72;
  static final int GONE = 73;
  static final int UNWRITABLE = 74;
  static final int UNREADABLE = 75;
  static final int NO_DIGEST = 76;

  private static final int LONGEST = 300;

  /** Blocks of 1 KiB, used, free, percent, where it is mounted: POSIX, {@code df -P -k}. */
  private static final Pattern FREE =
      Pattern.compile(" \\d+ +\\d+ +(?<free>\\d{1,15}) +(?:\\d+%|-) +/");

  /**
   * What a script answered.
   *
   * @throws IgnitionException when it did not do what it should
   */
  HostShell.Answer done(HostShell.Answer answer) {
    if (!answer.isDone()) {
      throw of(answer.end());
    }
    return answer;
  }

  /** What a script about {@code name} ended with, which is not 0. */
  IgnitionException of(RemoteEnd end, BackupName name) {
    StoreProblem problem = new StoreProblem(store);
    return switch (end.exitCode()) {
      case TAKEN -> problem.taken(name);
      case ALTERED -> problem.altered(name, Quoted.line(end.errors().strip(), LONGEST));
      case GONE -> problem.gone(name);
      default -> of(end);
    };
  }

  /** What a script ended with, which is not 0. */
  IgnitionException of(RemoteEnd end) {
    StoreProblem problem = new StoreProblem(store);
    String said = end.errors();
    if (says(said, "No space left on device", "Disk quota exceeded", "Disc quota exceeded")) {
      return problem.full("The disk there is full");
    }
    return switch (end.exitCode()) {
      case UNREADABLE -> problem.unreadable(said);
      case UNWRITABLE -> problem.unwritable(said);
      case NO_DIGEST -> noDigest();
      default ->
          says(said, "Permission denied", "Read-only file system")
              ? problem.unwritable(said)
              : refused(end);
    };
  }

  private static boolean says(String text, String... phrases) {
    return Stream.of(phrases).anyMatch(text::contains);
  }

  private InputException noDigest() {
    return new InputException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            "Nothing on the host of " + Quoted.line(store, LONGEST) + " computes SHA-256",
            "What arrives there could not be compared",
            "Install coreutils there (`sha256sum`), or openssl"));
  }

  private RemoteException refused(RemoteEnd end) {
    return new RemoteException(
        Problem.of(
            ErrorCode.BACKUP_STORE_REFUSED,
            "The host of " + Quoted.line(store, LONGEST) + " did not do what it was asked",
            "A script ended with status "
                + end.exitCode()
                + " and said: "
                + Quoted.line(end.errors().strip(), LONGEST),
            "Correct what it names, then run again"));
  }

  /**
   * Makes sure of room.
   *
   * @param df what {@code df -P -k} printed; what can't be read counts as room enough
   * @param bytes that are to come
   */
  void requireRoom(String df, long bytes) {
    OptionalLong free =
        FREE.matcher(df).results().mapToLong(row -> Long.parseLong(row.group("free"))).min();
    if (free.isPresent()
        && FreeSpace.forCopy(free.getAsLong() * 1024, bytes) == FreeSpace.HOPELESS) {
      throw new StoreProblem(store)
          .full(
              "%d MiB are free, a backup may take up %d"
                  .formatted(free.getAsLong() >> 10, bytes >> 20));
    }
  }
}
