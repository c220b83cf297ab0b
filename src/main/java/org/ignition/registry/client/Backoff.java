package org.ignition.registry.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: exponential with full jitter, so that many clients of an overloaded registry
 * do not come back together; later when the registry says so.
 *
 * @param attempts in all, the first one counted
 * @param base bound of the first wait
 * @param longest bound of each wait, and of what a registry may ask for
 * @param total bound of all waits together
 */
record Backoff(int attempts, Duration base, Duration longest, Duration total) {

  static final Backoff USUAL =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(3));

  /**
   * The wait after failed attempt number {@code failed} (1-based), having waited {@code waited}
   * before.
   *
   * @return empty when it is time to give up
   */
  Optional<Duration> after(
      int failed, Duration waited, Optional<Duration> asked, RandomGenerator random) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    Duration wait = longest(jittered(failed, random), min(asked.orElse(Duration.ZERO), longest));
    return Optional.of(wait).filter(w -> waited.plus(w).compareTo(total) <= 0);
  }

  private Duration jittered(int failed, RandomGenerator random) {
    Duration bound = min(base.multipliedBy(1L << Math.min(failed - 1, 20)), longest);
    return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
  }

  private static Duration min(Duration left, Duration right) {
    return left.compareTo(right) <= 0 ? left : right;
  }

  private static Duration longest(Duration left, Duration right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
