package org.ignition.failure;

/**
 * A registry or another remote is unavailable or says no; running the same command again is safe.
 * Exit code 4.
 */
public final class RemoteException extends IgnitionException {

  /** Ends the command with {@code problem}. */
  public RemoteException(Problem problem) {
    super(problem, null);
  }

  /** Ends the command with {@code problem}, keeping what led to it for debug logs. */
  public RemoteException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  @Override
  public int exitCode() {
    return 4;
  }
}
