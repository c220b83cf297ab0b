package org.ignition.migration.history.postgres;

import java.util.List;
import org.ignition.migration.history.table.TableColumn;

/**
 * A relation whose name is that of a history.
 *
 * @param schema that holds it
 * @param name of the table
 * @param kind the catalog's {@code relkind}
 * @param here whether it is in our schema
 * @param overOurs whether it is a view of the companion table
 * @param keepable whether we may read it, add rows and remove them
 * @param columns in order
 */
record Candidate(
    String schema,
    String name,
    String kind,
    boolean here,
    boolean overOurs,
    boolean keepable,
    List<TableColumn> columns) {

  Candidate {
    columns = List.copyOf(columns);
  }

  boolean isTable() {
    return kind.equals("r") || kind.equals("p");
  }

  boolean hasColumn(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }
}
