package org.ignition.migration.history.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.table.OtherTools;
import org.ignition.migration.history.table.TableColumn;

/**
 * A table or view of a file. SQLite tells no upper from lower case in names.
 *
 * @param name as the schema has it; that of a history in the case in which it is known
 * @param kind {@code table} or {@code view}
 * @param sql what made it
 * @param columns in order, their names in lower case; empty for a view
 */
record Relation(String name, String kind, String sql, List<TableColumn> columns) {

  /**
   * All of them, but those of SQLite itself. A view's columns are not asked for: SQLite would have
   * to find what it selects from.
   */
  private static final String QUERY =
      """
      SELECT m.name, m.type, m.sql, c.name, c.type, c."notnull" AND c.dflt_value IS NULL
        AND NOT (c.pk = 1 AND upper(c.type) = 'INTEGER')
      FROM main.sqlite_schema m
      LEFT JOIN pragma_table_info(CASE WHEN m.rootpage > 0 THEN m.name END, 'main') c
      WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY m.name, c.cid\
      """;

  Relation {
    columns = List.copyOf(columns);
  }

  boolean isTable() {
    return kind.equals("table");
  }

  boolean isOverOurs() {
    return sql.contains(HistoryTables.COMPANION);
  }

  boolean hasColumn(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }

  static List<Relation> all(Connection session) throws SQLException {
    Map<String, Relation> relations = new LinkedHashMap<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        Relation part = part(rows);
        relations.merge(part.name(), part, Relation::joined);
      }
    }
    return List.copyOf(relations.values());
  }

  private static Relation joined(Relation first, Relation more) {
    List<TableColumn> columns = new ArrayList<>(first.columns());
    columns.addAll(more.columns());
    return new Relation(first.name(), first.kind(), first.sql(), columns);
  }

  private static Relation part(ResultSet row) throws SQLException {
    String column = row.getString(4);
    return new Relation(
        OtherTools.withoutCase(row.getString(1)),
        row.getString(2),
        Objects.requireNonNullElse(row.getString(3), ""),
        column == null
            ? List.of()
            : List.of(
                new TableColumn(
                    column.toLowerCase(Locale.ROOT), type(row.getString(5)), row.getBoolean(6))));
  }

  /** SQLite's rules of affinity, in their order; without a type a column keeps what it is given. */
  private static TableColumn.Type type(String declared) {
    String upper = declared.toUpperCase(Locale.ROOT);
    if (upper.contains("INT")) {
      return TableColumn.Type.NUMBER;
    }
    if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
      return TableColumn.Type.TEXT;
    }
    return upper.isEmpty() || upper.contains("BLOB")
        ? TableColumn.Type.OTHER
        : TableColumn.Type.NUMBER;
  }
}
