package org.ignition.migration.rehearsal;

import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.rehearsal.rows.LargeObjects;
import org.ignition.migration.rehearsal.rows.SeedTargets;
import org.ignition.migration.rehearsal.rows.WatchedRows;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Relation;

/**
 * Picks the tables that were there before an up, by what they are or are called; large objects
 * always were.
 */
final class RowsBefore {

  private final Set<Long> oids;
  private final Set<String> names;

  RowsBefore(SchemaSnapshot before) {
    this.oids = SeedTargets.all(before).stream().map(Relation::oid).collect(Collectors.toSet());
    this.names =
        SeedTargets.all(before).stream().map(Relation::toString).collect(Collectors.toSet());
  }

  WatchedRows of(WatchedRows rows) {
    return new WatchedRows(
        rows.tables().stream()
            .filter(table ->
                table.relation().oid() == LargeObjects.TABLE
                    || oids.contains(table.relation().oid())
                    || names.contains(table.relation().toString()))
            .toList(),
        rows.unread());
  }
}
