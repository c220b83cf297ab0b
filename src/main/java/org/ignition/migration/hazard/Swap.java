package org.ignition.migration.hazard;

import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.SchemaObject;

/** How a column becomes another without a rewrite. */
final class Swap {

  private Swap() {}

  /** A new column beside the old one, as several releases. */
  static String columns(SchemaObject after) {
    String table = SqlName.table(after.name());
    String name = SqlName.quote(after.name().name());
    String next = SqlName.quote(after.name().name() + "_new");
    return """
    ALTER TABLE %1$s ADD COLUMN %3$s %4$s;
    -- let a trigger or the application write both, then fill the old rows in batches:
    UPDATE %1$s SET %3$s = %2$s WHERE %3$s IS NULL AND <key> BETWEEN <from> AND <to>;
    -- read %3$s from the next release on, and drop %2$s in the one after\
    """
        .formatted(table, name, next, after.get(Attribute.TYPE).orElse("<type>"));
  }
}
