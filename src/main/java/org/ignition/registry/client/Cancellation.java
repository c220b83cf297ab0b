package org.ignition.registry.client;

import java.io.InterruptedIOException;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;

/** Turns an interrupt into the end of the command. */
final class Cancellation {

  private Cancellation() {}

  /** The exception to throw; the thread stays interrupted. */
  static CancelledException of(Throwable cause) {
    Thread.currentThread().interrupt();
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled while talking to a registry",
            "",
            "Run the same command again: it goes on from what is there"),
        cause);
  }

  /** Whether {@code failure} is nothing but this thread's interrupt. */
  static boolean caused(Throwable failure) {
    return Thread.currentThread().isInterrupted()
        || Causes.find(failure, InterruptedException.class).isPresent()
        || failure.getClass() == InterruptedIOException.class;
  }
}
