package org.ignition.migration.flyway;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;

/**
 * Waits between two attempts: each time twice as long, and never as long as others do.
 *
 * @param settings the bounds
 * @param random from 0 to 1
 * @param sleeper lets time pass
 */
record Patience(ApplySettings settings, DoubleSupplier random, Sleeper sleeper) {

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  boolean isOver(int attempt) {
    return attempt >= settings.attempts();
  }

  /** How long to wait after {@code attempt} attempts: half of it for certain, half by chance. */
  Duration after(int attempt) {
    double doubled = settings.shortestPause().toMillis() * Math.pow(2, attempt - 1.0);
    double bounded = Math.min(doubled, settings.longestPause().toMillis());
    return Duration.ofMillis(Math.round(bounded * (0.5 + random.getAsDouble() / 2)));
  }

  /**
   * Waits.
   *
   * @throws CancelledException when it is interrupted
   */
  void pause(Duration pause) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(
              ErrorCode.CANCELLED,
              "Cancelled while a migration waited for a lock",
              "Nothing of that migration was kept",
              "Run the same command again"),
          e);
    }
  }
}
