package org.ignition.failure;

/**
 * An input, the configuration or a file that they name is wrong; nothing has happened yet. Exit
 * code 2.
 */
public final class InputException extends IgnitionException {

  /** Ends the command with {@code problem}. */
  public InputException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public InputException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
