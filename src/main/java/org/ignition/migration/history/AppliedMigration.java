package org.ignition.migration.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration that has taken effect on a database.
 *
 * @param migration which
 * @param by on whose behalf it was applied
 * @param at when
 * @param backup the backup that was taken before it
 * @param origin how the database came to hold it
 */
public record AppliedMigration(
    MigrationRecord migration, AppliedBy by, Instant at, Optional<String> backup, Origin origin) {

  /** What an event of kind {@link HistoryEvent.Kind#APPLIED} says. */
  static AppliedMigration of(HistoryEvent event) {
    return new AppliedMigration(
        event.migration(),
        event.by(),
        event.at(),
        event.backup(),
        event.origin().isRun() ? Origin.IGNITION : event.origin());
  }

  /** What the application sees of it. */
  public long sequence() {
    return migration.sequence();
  }
}
