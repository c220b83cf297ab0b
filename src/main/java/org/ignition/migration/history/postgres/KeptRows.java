package org.ignition.migration.history.postgres;

import java.util.OptionalLong;

/**
 * Whether the companion table must hold rows. What was written last may have been rolled back, as
 * long as the same migration is tried again.
 */
final class KeptRows {

  private final boolean found;
  private OptionalLong last = OptionalLong.empty();

  /**
   * @param found whether it held rows when it was read
   */
  KeptRows(boolean found) {
    this.found = found;
  }

  /** Whether it does while the migration of {@code sequence} is about to be recorded. */
  boolean areThereBefore(long sequence) {
    return found || (last.isPresent() && last.getAsLong() != sequence);
  }

  /** A row was written for the migration of {@code sequence}. */
  void wrote(long sequence) {
    last = OptionalLong.of(sequence);
  }
}
