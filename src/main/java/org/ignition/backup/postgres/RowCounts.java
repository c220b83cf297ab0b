package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts the rows of tables within a transaction. Planning a count locks each index of its table:
 * those locks are given back after every few, as a server has room for some thousands only.
 */
final class RowCounts {

  private static final int AT_ONCE = 50;
  private static final String MARK = "ignition_counts";

  private RowCounts() {}

  /** By the tables' names. */
  static SortedMap<String, Long> read(Connection session, List<DumpedTable> tables)
      throws SQLException {
    SortedMap<String, Long> rows = new TreeMap<>();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (int from = 0; from < tables.size(); from += AT_ONCE) {
        List<DumpedTable> some = tables.subList(from, Math.min(tables.size(), from + AT_ONCE));
        statement.execute("SAVEPOINT " + MARK);
        count(statement, some, rows);
        statement.execute("ROLLBACK TO SAVEPOINT " + MARK);
      }
    }
    return rows;
  }

  private static void count(
      Statement statement, List<DumpedTable> tables, SortedMap<String, Long> rows)
      throws SQLException {
    String query =
        IntStream.range(0, tables.size())
            .mapToObj(i -> "SELECT " + i + ", count(*) FROM ONLY " + tables.get(i).sql())
            .collect(Collectors.joining(" UNION ALL "));
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.put(tables.get(row.getInt(1)).toString(), row.getLong(2));
      }
    }
  }
}
