package org.ignition.migration.loss;

import java.time.Duration;

/** The time that is left to count. */
final class Budget {

  /** For a look at whether there is a row at all, of whatever could not be counted. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Duration each;
  private final long deadline;

  /** Begins now. */
  Budget(CountLimits limits) {
    this.each = limits.each();
    this.deadline = System.nanoTime() + limits.all().toNanos();
  }

  boolean isSpent() {
    return left().isNegative() || left().isZero();
  }

  /** Whether there is no time for a look at one row either. */
  boolean isOverdrawn() {
    return left().plus(GRACE).isNegative();
  }

  /** For the next count. */
  Duration next() {
    return left().compareTo(each) < 0 ? left() : each;
  }

  private Duration left() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }
}
