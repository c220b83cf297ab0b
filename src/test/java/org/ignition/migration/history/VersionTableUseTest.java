package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ignition.migration.Layout;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTableUseTest {

  private static VersionTableUse use(String sql) {
    return VersionTableUse.of(
        Folders.read(new MemoryTree().file("db/0014_a.sql", sql), Layout.SEED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE schema_migrations (version text)",
        "create table if not exists public.\"schema_migrations\" (version text)",
        "CREATE TABLE `schema_migrations` (version text)",
        "CREATE TABLE [schema_migrations] (version text)",
        "CREATE UNLOGGED TABLE Schema_Migrations (version text)",
        "CREATE OR REPLACE VIEW app.schema_migrations AS SELECT 1 AS version",
        "ALTER TABLE ONLY schema_migrations ADD COLUMN at timestamptz",
        "ALTER TABLE versions RENAME TO schema_migrations",
        "DROP TABLE IF EXISTS schema_migrations",
        "DROP TABLE IF EXISTS a, public.schema_migrations CASCADE",
        "TRUNCATE schema_migrations",
        "SELECT 14 AS version INTO TABLE schema_migrations",
        "INSERT INTO [main].[schema_migrations] VALUES (14)",
        "INSERT INTO schema_migrations VALUES ('14')",
        "INSERT OR IGNORE INTO schema_migrations VALUES ('14')",
        "WITH new AS (INSERT INTO schema_migrations VALUES (14) RETURNING 1) SELECT * FROM new",
        "MERGE INTO schema_migrations s USING t ON s.version = t.v WHEN MATCHED THEN DELETE",
        "SELECT 14 AS version INTO schema_migrations",
        "UPDATE schema_migrations SET version = 14",
        "UPDATE OR IGNORE schema_migrations SET version = 14",
        "DELETE FROM ONLY schema_migrations WHERE version = 14",
        "COPY schema_migrations (version) FROM '/tmp/x'",
        "DO $$ BEGIN EXECUTE 'DROP TABLE IF EXISTS schema_migrations'; END $$",
        "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS"
            + " $$ INSERT INTO public.schema_migrations VALUES (1) $$"
      })
  void isThereWhereAStatementCreatesOrWritesTheTable(String sql) {
    assertEquals(VersionTableUse.USED, use(sql + ";"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT SELECT ON schema_migrations TO app",
        "GRANT SELECT, UPDATE ON TABLE schema_migrations TO app",
        "COMMENT ON TABLE schema_migrations IS 'the version'",
        "SELECT max(version) FROM schema_migrations",
        "CREATE VIEW latest AS SELECT max(version) AS version FROM schema_migrations",
        "CREATE TABLE old_schema_migrations (version text)",
        "CREATE TABLE schema_migrations_old (version text)",
        "CREATE TABLE a (schema_migrations text)",
        "INSERT INTO a SELECT * FROM schema_migrations",
        "INSERT INTO a VALUES ('schema_migrations')",
        "DELETE FROM a USING schema_migrations",
        "ALTER TABLE schema_migrations.a ADD COLUMN b int",
        "CREATE TABLE a (b int) /* schema_migrations */",
        "DO $$ BEGIN PERFORM 1 FROM old_schema_migrations; END $$"
      })
  void isNotThereWhereOneOnlyReadsItOrNamesSomethingElse(String sql) {
    assertEquals(VersionTableUse.UNUSED, use(sql + ";"));
  }

  @Test
  void looksAtWhatUndoesAMigrationToo() {
    assertEquals(
        VersionTableUse.USED,
        VersionTableUse.of(
            Folders.read(
                new MemoryTree()
                    .file("db/0014_a.sql", "SELECT 1;")
                    .file("db/0014_a.down.sql", "DROP TABLE schema_migrations;"),
                Layout.SEED)));
  }
}
