package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;

/**
 * Large objects, which are watched as the rows of a catalogue table: each has one there, which
 * everybody may read. What they hold is not looked at.
 */
public final class LargeObjects {

  /** The table's OID in every version (PostgreSQL's sources, {@code pg_largeobject_metadata.h}). */
  public static final long TABLE = 2995;

  private static final String CATALOG = "pg_catalog";
  private static final String NAME = "pg_largeobject_metadata";

  /** {@code pg_class}. */
  private static final long RELATIONS = 1259;

  /** The table, as a schema holds its own. */
  static final SchemaGroup ALL =
      new SchemaGroup(
          new Identity(RELATIONS, TABLE, 0),
          Set.of(),
          List.of(
              new SchemaObject(
                  new ObjectName(ObjectKind.TABLE, CATALOG, "", NAME),
                  new Identity(RELATIONS, TABLE, 0),
                  Map.of()),
              new SchemaObject(
                  new ObjectName(ObjectKind.COLUMN, CATALOG, NAME, "oid"),
                  new Identity(RELATIONS, TABLE, 1),
                  Map.of(Attribute.TYPE, "oid"))));

  private LargeObjects() {}

  /** How many there are more than before. */
  public static long more(WatchedRows before, WatchedRows after) {
    return Math.max(0, count(after) - count(before));
  }

  private static long count(WatchedRows rows) {
    Optional<Table> table =
        rows.tables().stream().filter(each -> each.relation().oid() == TABLE).findFirst();
    return table.map(Table::rows).orElse(0L);
  }
}
