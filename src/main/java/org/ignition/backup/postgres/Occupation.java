package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.ignition.image.Quoted;

/** What is in a database already, and who uses it. */
final class Occupation {

  private static final int LONGEST = 80;

  private static final String EMPTY =
      """
      SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata)
        AND NOT EXISTS (
          SELECT FROM (SELECT 1259, oid, relnamespace FROM pg_catalog.pg_class
            UNION ALL SELECT 1255, oid, pronamespace FROM pg_catalog.pg_proc
            UNION ALL SELECT 1247, oid, typnamespace FROM pg_catalog.pg_type) o (class, oid, space)
          JOIN pg_catalog.pg_namespace n ON n.oid = o.space
          WHERE pg_catalog.left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
              WHERE d.classid = o.class::pg_catalog.oid AND d.objid = o.oid AND d.objsubid = 0
                AND d.deptype IN ('e', 'i')))\
      """;

  private static final String CONNECTED =
      """
      SELECT COALESCE(a.application_name, ''), COALESCE(a.usename, ''),
        COALESCE(a.client_addr::pg_catalog.text, 'a socket'), COALESCE(a.state, ''),
        pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
        AND a.backend_type = 'client backend'
        AND pg_catalog.left(COALESCE(a.application_name, ''), 16) <> 'ignition-release'
      ORDER BY a.backend_start\
      """;

  private Occupation() {}

  /** Whether there is nothing but extensions. */
  static boolean isEmpty(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(EMPTY)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Who is connected besides us, a line each, the oldest first. */
  static List<String> others(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(CONNECTED)) {
      List<String> others = new ArrayList<>();
      while (row.next()) {
        others.add(other(row));
      }
      return others;
    }
  }

  private static String other(ResultSet row) throws SQLException {
    String application = row.getString(1);
    return "%s, role %s, from %s, %s, since %s"
        .formatted(
            application.isEmpty() ? "a program without a name" : Quoted.line(application, LONGEST),
            Quoted.line(row.getString(2), LONGEST),
            row.getString(3),
            row.getString(4).isEmpty() ? "state unknown" : row.getString(4),
            row.getString(5));
  }
}
