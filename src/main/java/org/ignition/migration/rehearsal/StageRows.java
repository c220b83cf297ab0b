package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration.RowsObserved;

/** The rows of a stage. */
final class StageRows {

  private boolean present;

  /** A stage was made. */
  void begin(Stage stage, SchemaSnapshot schema, boolean populated) throws SQLException {
    present = false;
  }

  /** Whether scripts meet rows. */
  boolean present() {
    return present;
  }

  RowsObserved observed(Optional<ServerError> refusedUp, Optional<ServerError> refusedDown) {
    return new RowsObserved(
        List.of(), List.of(), refusedUp, refusedDown, List.of(), List.of(), List.of());
  }
}
