package org.ignition.migration.history;

import org.ignition.migration.Migration;

/**
 * A migration that is about to be applied.
 *
 * @param migration its scripts
 * @param recorded what the database is to remember of it
 * @param transactional whether its up runs within one transaction
 * @param origin what its row will say: {@link Origin#FIRST_RUN} or {@link Origin#IGNITION}
 */
public record PendingMigration(
    Migration migration, MigrationRecord recorded, boolean transactional, Origin origin) {

  /** In the way that its up runs. */
  public static PendingMigration of(Migration migration, MigrationRecord recorded) {
    return new PendingMigration(
        migration, recorded, migration.up().runsInTransaction(), Origin.IGNITION);
  }

  /** The same, with more to come of the first run on a new database. */
  public PendingMigration inFirstRun() {
    return new PendingMigration(migration, recorded, transactional, Origin.FIRST_RUN);
  }

  /** What the application will see of it. */
  public long sequence() {
    return recorded.sequence();
  }
}
