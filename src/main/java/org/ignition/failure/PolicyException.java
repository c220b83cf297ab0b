package org.ignition.failure;

/**
 * The tool refuses: going on would break a promise such as “a tag never changes its digest”. Exit
 * code 3.
 */
public final class PolicyException extends IgnitionException {

  /** What a process exits with that refuses. */
  public static final int EXIT_CODE = 3;

  /** Ends the command with {@code problem}. */
  public PolicyException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public PolicyException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
