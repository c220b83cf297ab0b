package org.ignition.migration.rehearsal;

import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.ScriptRun;

/**
 * How an up ran at last.
 *
 * @param run the attempt that counts
 * @param isolation it ran in
 * @param before the schema of the stage before it
 * @param after the schema after it; the one before when it failed
 * @param refused why it did not run where rows were
 * @param rows that it met
 */
record UpRun(
    ScriptRun run,
    Isolation isolation,
    SchemaSnapshot before,
    SchemaSnapshot after,
    Optional<ServerError> refused,
    RowSight rows) {

  SchemaDiff made() {
    return SchemaDiff.byIdentity(before, after);
  }
}
