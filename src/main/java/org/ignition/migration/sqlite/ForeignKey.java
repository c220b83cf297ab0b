package org.ignition.migration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ignition.migration.snapshot.Attribute;

/**
 * A foreign key, as {@code foreign_key_list} describes it in a row for each column.
 *
 * @param parent the table that it refers to
 * @param actions what happens to its rows when one there changes
 */
record ForeignKey(String parent, String actions, List<String> from, List<String> to) {

  static ForeignKey of(ResultSet row) throws SQLException {
    String actions =
        "on update " + row.getString("on_update") + " on delete " + row.getString("on_delete");
    return new ForeignKey(row.getString("table"), actions, new ArrayList<>(), new ArrayList<>());
  }

  /** Adds a column; one that names none refers to the primary key. */
  void add(ResultSet row) throws SQLException {
    from.add(row.getString("from"));
    to.add(Objects.requireNonNullElse(row.getString("to"), ""));
  }

  String name() {
    return "foreign key (" + columns() + ")";
  }

  String columns() {
    return String.join(", ", from);
  }

  Map<Attribute, String> attributes(boolean deferred) {
    Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    attributes.put(Attribute.REFERENCES, parent);
    String definition = "references " + parent + " (" + String.join(", ", to) + ") " + actions;
    attributes.put(Attribute.DEFINITION, definition + (deferred ? " deferred" : ""));
    return attributes;
  }
}
