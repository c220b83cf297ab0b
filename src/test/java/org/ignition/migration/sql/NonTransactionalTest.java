package org.ignition.migration.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonTransactionalTest {

  private static boolean is(String sql) {
    return NonTransactional.is(SqlSplitter.split(sql).statements().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "create unique index concurrently if not exists i on t (a)",
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "REINDEX INDEX CONCURRENTLY i",
        "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY, VERBOSE) TABLE t",
        "REINDEX SCHEMA s",
        "REINDEX (VERBOSE) DATABASE d",
        "REINDEX SYSTEM d",
        "ALTER TABLE p DETACH PARTITION c CONCURRENTLY",
        "VACUUM",
        "VACUUM FULL t",
        "CREATE DATABASE d",
        "DROP DATABASE IF EXISTS d",
        "CREATE TABLESPACE s LOCATION '/x'",
        "DROP TABLESPACE s",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (create_slot, connect = true)",
        "DROP SUBSCRIPTION IF EXISTS s",
        "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
        "ALTER SUBSCRIPTION s SET PUBLICATION p",
        "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (copy_data = false)",
        "ALTER SUBSCRIPTION s DROP PUBLICATION refresh WITH (refresh = on)",
        "ALTER SUBSCRIPTION s SET (streaming = on, failover = true)",
        "ALTER SUBSCRIPTION s SET (two_phase = false)",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "ALTER DATABASE d SET TABLESPACE s",
        "ALTER DATABASE d TABLESPACE s",
        "ALTER DATABASE d WITH TABLESPACE = s",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "CLUSTER (VERBOSE)",
        "DISCARD ALL"
      })
  void isWhatTheServerRefusesInATransaction(String sql) {
    assertTrue(is(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON t (a)",
        "CREATE INDEX \"CONCURRENTLY\" ON t (a)",
        "CREATE TABLE concurrently_made (a int)",
        "REINDEX TABLE t",
        "REINDEX (",
        "REINDEX (CONCURRENTLY off, VERBOSE) TABLE t",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (CREATE_SLOT = 'Off')",
        "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (copy_data = true, refresh = 0)",
        "ALTER SUBSCRIPTION s SET (streaming = on)",
        "ALTER SUBSCRIPTION s DISABLE",
        "ALTER DATABASE d WITH CONNECTION LIMIT 3",
        "ALTER TABLE p DETACH PARTITION c FINALIZE",
        "ALTER DATABASE d SET work_mem = '1MB'",
        "ALTER TYPE e ADD VALUE 'x'",
        "CLUSTER t USING i",
        "CLUSTER VERBOSE t",
        "DISCARD TEMP",
        "ANALYZE",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "COMMENT ON INDEX i IS 'CREATE INDEX CONCURRENTLY'",
        "CREATE",
        "(SELECT 1)"
      })
  void isNothingElse(String sql) {
    assertFalse(is(sql));
  }
}
