package org.ignition.migration.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds our reading of statements against servers. */
class NonTransactionalIT {

  private static final String REFUSED = "25001";

  private static final String BEGIN =
      """
      BEGIN;
      SET LOCAL search_path = public;
      CREATE TABLE t (a int PRIMARY KEY);
      CREATE TABLE p (a int) PARTITION BY RANGE (a);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
      CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
      CREATE UNIQUE INDEX mi ON m (a);
      CREATE TYPE e AS ENUM ('a');
      CREATE SUBSCRIPTION asleep CONNECTION 'port=1' PUBLICATION p WITH (connect = false);
      CREATE SUBSCRIPTION awake CONNECTION 'port=1' PUBLICATION p, q WITH (connect = false);
      ALTER SUBSCRIPTION awake ENABLE
      """;

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE INDEX CONCURRENTLY ON t (a)",
          "DROP INDEX CONCURRENTLY mi",
          "REINDEX TABLE t",
          "REINDEX TABLE CONCURRENTLY t",
          "REINDEX (CONCURRENTLY) TABLE t",
          "REINDEX (CONCURRENTLY off, VERBOSE) TABLE t",
          "REINDEX SCHEMA public",
          "REINDEX (VERBOSE) DATABASE",
          "REINDEX SYSTEM",
          "CLUSTER",
          "CLUSTER (VERBOSE)",
          "CLUSTER t USING t_pkey",
          "VACUUM",
          "VACUUM (ANALYZE) t",
          "ANALYZE",
          "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
          "ALTER TYPE e ADD VALUE 'b'",
          "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
          "ALTER TABLE p DETACH PARTITION p1",
          "CREATE DATABASE d",
          "DROP DATABASE IF EXISTS d",
          "ALTER DATABASE postgres SET TABLESPACE pg_default",
          "ALTER DATABASE postgres TABLESPACE pg_default",
          "ALTER DATABASE postgres WITH TABLESPACE = pg_default",
          "ALTER DATABASE postgres WITH CONNECTION LIMIT 3",
          "CREATE TABLESPACE s LOCATION '/nowhere'",
          "DROP TABLESPACE s",
          "ALTER TABLESPACE pg_default SET (seq_page_cost = 1)",
          "ALTER SYSTEM SET work_mem = '1MB'",
          "CREATE SUBSCRIPTION s CONNECTION 'port=1' PUBLICATION p",
          "CREATE SUBSCRIPTION s CONNECTION 'port=1' PUBLICATION p WITH (connect = off)",
          "CREATE SUBSCRIPTION s CONNECTION 'port=1' PUBLICATION p WITH (create_slot = 0)",
          "DROP SUBSCRIPTION asleep",
          "ALTER SUBSCRIPTION awake REFRESH PUBLICATION",
          "ALTER SUBSCRIPTION awake SET PUBLICATION p",
          "ALTER SUBSCRIPTION awake SET PUBLICATION refresh WITH (copy_data = false)",
          "ALTER SUBSCRIPTION awake SET PUBLICATION p WITH (refresh = 'Off')",
          "ALTER SUBSCRIPTION awake ADD PUBLICATION r",
          "ALTER SUBSCRIPTION awake DROP PUBLICATION q WITH (refresh)",
          "ALTER SUBSCRIPTION awake DROP PUBLICATION q WITH (refresh = false)",
          "ALTER SUBSCRIPTION asleep SET (failover = true)",
          "ALTER SUBSCRIPTION asleep SET (streaming = on)",
          "ALTER SUBSCRIPTION awake DISABLE",
          "DISCARD ALL",
          "DISCARD PLANS");

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void isWhatServersRefuseInATransaction(int major) throws Exception {
    ScratchServer server = Postgres.server(major);
    String database = server.createDatabase();
    List<String> refused = new ArrayList<>();
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : STATEMENTS) {
        statement.execute(BEGIN);
        if (isRefused(statement, sql)) {
          refused.add(sql);
        }
        statement.execute("ROLLBACK");
      }
    } finally {
      server.dropDatabase(database);
    }
    assertEquals(STATEMENTS.stream().filter(NonTransactionalIT::isRead).toList(), refused);
  }

  private static boolean isRefused(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return false;
    } catch (SQLException e) {
      return e.getSQLState().equals(REFUSED);
    }
  }

  private static boolean isRead(String sql) {
    return NonTransactional.is(SqlSplitter.split(sql).statements().getFirst());
  }
}
