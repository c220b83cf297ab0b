package org.ignition.failure;

/** A defect in this tool, not in what the user did. Exit code 70. */
public final class DefectException extends IgnitionException {

  /** Ends the command with {@code problem}. */
  public DefectException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public DefectException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  @Override
  public int exitCode() {
    return 70;
  }
}
