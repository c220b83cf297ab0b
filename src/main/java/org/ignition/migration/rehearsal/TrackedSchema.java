package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import org.ignition.migration.rehearsal.catalog.CatalogReader;
import org.ignition.migration.rehearsal.observe.Footprint;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;

/** The schema of a session, read anew only where something was touched. */
final class TrackedSchema {

  private final CatalogReader reader;
  private SchemaSnapshot current;

  TrackedSchema(CatalogReader reader, SchemaSnapshot current) {
    this.reader = reader;
    this.current = current;
  }

  SchemaSnapshot current() {
    return current;
  }

  /** How the schema changed by what left this footprint. */
  SchemaDiff follow(Footprint footprint) throws SQLException {
    if (footprint.isNone()) {
      return SchemaDiff.NONE;
    }
    SchemaSnapshot before = current;
    current = footprint.complete() ? reader.reread(before, footprint.touched()) : reader.read();
    return SchemaDiff.byIdentity(before, current);
  }
}
