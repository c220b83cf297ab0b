package org.ignition.failure;

/** The runner or the user cancelled the command. Exit code 130. */
public final class CancelledException extends IgnitionException {

  /** What a shell gives for a program that SIGINT ended: 128 and the signal's number. */
  public static final int EXIT_CODE = 130;

  /** Ends the command with {@code problem}. */
  public CancelledException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public CancelledException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  /**
   * How a cancelled command ends that failed with {@code failure}: code that was interrupted, a
   * library's above all, may have taken that for a failure of what it was doing.
   */
  public static IgnitionException by(IgnitionException failure) {
    if (failure.code() == ErrorCode.CANCELLED) {
      return failure;
    }
    CancelledException cancelled = new CancelledException(told(failure.problem()), failure);
    return failure instanceof PartialException ? new PartialException(cancelled) : cancelled;
  }

  private static Problem told(Problem problem) {
    String why = "It ended with: " + problem.what();
    return new Problem(
        ErrorCode.CANCELLED,
        "Cancelled",
        problem.why().isEmpty() ? why : why + ". " + problem.why(),
        problem.advice(),
        problem.at());
  }

  /**
   * Ends the command where this thread was interrupted, which is how it is cancelled; to be asked
   * before whatever can't be stopped halfway.
   */
  public static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw unspecific();
    }
  }

  /** For where there is nothing more to say. */
  public static CancelledException unspecific() {
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled",
            "",
            "Run the same command again: it goes on from what is there"));
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
