package org.ignition.failure;

/**
 * A failure after some effects were already visible to others; the journal says which. Running the
 * same command again is safe. Exit code 5, and 130 where it was cancelled.
 *
 * <p>It keeps the code of what went wrong, so that {@code error-code} tells the cause and {@code
 * result: partial} the state.
 */
public final class PartialException extends IgnitionException {

  /** Ends the command because of {@code cause}, with some of its steps done. */
  public PartialException(IgnitionException cause) {
    super(cause.problem(), cause);
  }

  @Override
  public int exitCode() {
    return getCause() instanceof CancelledException ? CancelledException.EXIT_CODE : 5;
  }
}
