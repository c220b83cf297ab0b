package org.ignition.database;

import java.time.Duration;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;

/**
 * A pause before the next attempt at a database that does not answer yet, or that another run has
 * locked.
 */
public final class Pause {

  private Pause() {}

  /**
   * Waits so long.
   *
   * @throws CancelledException when this thread is interrupted, which it stays
   */
  public static void take(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(
              ErrorCode.CANCELLED,
              "Cancelled while waiting for the database",
              "",
              "Run the same command again"),
          e);
    }
  }
}
