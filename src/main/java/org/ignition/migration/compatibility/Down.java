package org.ignition.migration.compatibility;

import org.ignition.migration.history.AppliedMigration;

/**
 * A migration that has to be undone, and what that does.
 *
 * @param migration which; the database holds what undoes it
 * @param fidelity what its down brings back and takes away
 */
public record Down(AppliedMigration migration, Fidelity fidelity) {

  static Down of(AppliedMigration migration) {
    return new Down(migration, Fidelity.of(migration.migration().assessment()));
  }

  /** Version and name, as reports show it. */
  public String label() {
    return migration.migration().label();
  }
}
