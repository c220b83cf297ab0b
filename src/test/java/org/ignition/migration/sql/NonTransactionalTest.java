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
        "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "ALTER DATABASE d SET TABLESPACE s",
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
        "ALTER TABLE p DETACH PARTITION c FINALIZE",
        "ALTER DATABASE d SET work_mem = '1MB'",
        "ALTER TYPE e ADD VALUE 'x'",
        "CLUSTER t USING i",
        "CLUSTER VERBOSE t",
        "DISCARD TEMP",
        "COMMENT ON INDEX i IS 'CREATE INDEX CONCURRENTLY'",
        "CREATE",
        "(SELECT 1)"
      })
  void isNothingElse(String sql) {
    assertFalse(is(sql));
  }
}
