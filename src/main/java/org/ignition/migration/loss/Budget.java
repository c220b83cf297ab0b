package org.ignition.migration.loss;

import java.time.Duration;

/** The time that is left to count. */
final class Budget {

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

  /** For the next count. */
  Duration next() {
    return left().compareTo(each) < 0 ? left() : each;
  }

  private Duration left() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }
}
