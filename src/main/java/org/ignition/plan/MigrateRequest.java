package org.ignition.plan;

import java.util.Optional;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Repair;

/**
 * What a user asks `migrate` for.
 *
 * @param phase which pending migrations may be applied
 * @param to where to stop: a schema version, 0 being before the first migration; empty for the
 *     newest
 * @param drained whether every version older than this release is gone
 * @param allowDown whether migrations may be undone
 * @param allowDataLoss whether they may be where that loses rows or values
 * @param repair what was found of a migration that was left unfinished
 */
public record MigrateRequest(
    MigrationPhase phase,
    Optional<MigrationVersion> to,
    boolean drained,
    boolean allowDown,
    boolean allowDataLoss,
    Optional<Repair> repair) {

  /** Whatever is pending, as nothing runs. */
  public static final MigrateRequest ALL =
      new MigrateRequest(
          MigrationPhase.ALL, Optional.empty(), false, false, false, Optional.empty());
}
