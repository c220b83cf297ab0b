package org.ignition.failure;

/** The runner or the user cancelled the command. Exit code 130. */
public final class CancelledException extends IgnitionException {

  /** Ends the command with {@code problem}. */
  public CancelledException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public CancelledException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  /**
   * Ends the command where this thread was interrupted, which is how it is cancelled; to be asked
   * before whatever can't be stopped halfway.
   */
  public static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancelledException(
          Problem.of(
              ErrorCode.CANCELLED,
              "Cancelled",
              "",
              "Run the same command again: it goes on from what is there"));
    }
  }

  @Override
  public int exitCode() {
    return 130;
  }
}
