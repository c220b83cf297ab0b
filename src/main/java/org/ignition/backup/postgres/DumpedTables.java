package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables whose rows {@code pg_dump} writes ({@code getTables} and {@code selectDumpableTable}
 * of its source): ordinary ones and the leaves of partitioned ones. Not those of other servers, of
 * extensions, and those that end with a session.
 */
final class DumpedTables {

  private static final String QUERY =
      """
      SELECT c.oid, n.nspname, c.relname
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND pg_catalog.left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
            AND d.deptype = 'e')
      ORDER BY n.nspname, c.relname\
      """;

  private DumpedTables() {}

  static List<DumpedTable> read(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      List<DumpedTable> tables = new ArrayList<>();
      while (row.next()) {
        tables.add(new DumpedTable(row.getLong(1), row.getString(2), row.getString(3)));
      }
      return List.copyOf(tables);
    }
  }

  /** Keeps others from changing or dropping {@code tables} until the transaction ends. */
  static void lock(Connection session, List<DumpedTable> tables) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          tables.stream()
              .map(table -> "ONLY " + table.sql())
              .collect(Collectors.joining(", ", "LOCK TABLE ", " IN ACCESS SHARE MODE")));
    }
  }
}
