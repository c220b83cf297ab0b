package org.ignition.migration.loss;

import java.util.List;

/**
 * What goes together with an object.
 *
 * @param tables and materialized views, the object itself included; none that inherits from another
 *     one of them
 * @param columns of tables that stay
 * @param parts of values: composite types that lose an attribute
 */
record Fallout(List<LiveObject> tables, List<LiveColumn> columns, List<String> parts) {

  static final Fallout NOTHING = new Fallout(List.of(), List.of(), List.of());

  Fallout {
    tables = List.copyOf(tables);
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }
}
