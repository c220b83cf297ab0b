package org.ignition.migration.history;

import org.ignition.migration.Migration;

/**
 * A migration that is about to be applied.
 *
 * @param migration its scripts
 * @param recorded what the database is to remember of it
 * @param transactional whether its up runs within one transaction
 */
public record PendingMigration(
    Migration migration, MigrationRecord recorded, boolean transactional) {

  /** In the way that its up runs. */
  public static PendingMigration of(Migration migration, MigrationRecord recorded) {
    return new PendingMigration(migration, recorded, migration.up().runsInTransaction());
  }

  /** What the application will see of it. */
  public long sequence() {
    return recorded.sequence();
  }
}
