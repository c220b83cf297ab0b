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

  @Override
  public int exitCode() {
    return 130;
  }
}
