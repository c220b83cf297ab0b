package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does to a real PostgreSQL. */
class FlywayEngineIT {

  private static final Folder SHOP =
      Folder.of(
          "001_shop.sql", "CREATE TABLE shop (id int);\nINSERT INTO shop VALUES (1);\n",
          "001_shop.down.sql", "DROP TABLE shop;\n",
          "002_name.sql", "ALTER TABLE shop ADD COLUMN name text;\n",
          "002_name.down.sql", "ALTER TABLE shop DROP COLUMN name;\n");

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void appliesAndRecordsInOneTransaction(int version, @TempDir Path folder) throws Exception {
    try (PostgresTarget target = PostgresTarget.of(version)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending());
      assertEquals(List.of("begins 001", "done 001", "begins 002", "done 002"), bench.told);
      assertEquals(List.of("001 SQL yes", "002 SQL yes"), target.history());
      assertEquals(List.of("applied 001", "applied 002"), target.events());
      assertEquals(
          List.of("1"),
          target.rows(
              "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM flyway_schema_history WHERE"
                  + " version = '002' UNION ALL SELECT xmin FROM test_events WHERE version = '002'"
                  + " UNION ALL SELECT xmin FROM pg_attribute WHERE attrelid = 'shop'::regclass AND"
                  + " attname = 'name') x"));
      assertEquals(
          List.of("octocat 001_shop.sql shop", "octocat 002_name.sql name"),
          target.rows(
              "SELECT installed_by, script, description FROM flyway_schema_history ORDER BY 2"));
      RealFlyway flyway = RealFlyway.on(target, SHOP.writeUps(folder), Layout.SEED);
      flyway.validate();
      assertEquals(List.of("001 SUCCESS", "002 SUCCESS"), flyway.info());
    }
  }

  @Test
  void goesOnWhereItStopped() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 1));
      bench.apply(SHOP.pending(1, 2));
      assertEquals(List.of("001 SQL yes", "002 SQL yes"), target.history());
    }
  }

  @Test
  void appliesNothingButWhatIsPending() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      new Bench(target).apply(SHOP.pending(1, 1));
      assertEquals(
          List.of("f"), target.rows("SELECT to_regclass('flyway_schema_history') IS NOT NULL"));
    }
  }

  @Test
  void appliesBelowWhatIsApplied() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder = Folder.of("1_a.sql", "CREATE TABLE a ();", "2_b.sql", "CREATE TABLE b ();");
      Bench bench = new Bench(target);
      bench.apply(folder.pending(1, 2));
      bench.apply(folder.pending(0, 1));
      assertEquals(List.of("2 SQL yes", "1 SQL yes"), target.history());
    }
  }

  @Test
  void keepsTheOrderOfVersionsThatFlywayOrdersOtherwise() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          new Folder(Layout.DIESEL)
              .with(
                  "20260101_a/up.sql", "CREATE TABLE a (id int PRIMARY KEY);",
                  "2026010112_b/up.sql", "CREATE TABLE b (id int REFERENCES a);",
                  "20260102_c/up.sql", "DROP TABLE b; DROP TABLE a;");
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      assertEquals(
          List.of("20260101 SQL yes", "2026010112 SQL yes", "20260102 SQL yes"), target.history());
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void appliesEveryLayout(Layout layout) {
    Folder folder = new Folder(layout);
    String up = "CREATE TABLE t (id int);\nINSERT INTO t VALUES (${x});\n".replace("${x}", "1");
    switch (layout) {
      case SEED -> folder.with("1_t.sql", up, "1_t.down.sql", "DROP TABLE t;");
      case GOLANG_MIGRATE, SQLX -> folder.with("1_t.up.sql", up, "1_t.down.sql", "DROP TABLE t;");
      case FLYWAY -> folder.with("V1__t.sql", up, "U1__t.sql", "DROP TABLE t;");
      case DBMATE ->
          folder.with("1_t.sql", "-- migrate:up\n" + up + "-- migrate:down\nDROP TABLE t;\n");
      case GOOSE ->
          folder.with("1_t.sql", "-- +goose Up\n" + up + "-- +goose Down\nDROP TABLE t;\n");
      case DIESEL -> folder.with("1_t/up.sql", up, "1_t/down.sql", "DROP TABLE t;");
    }
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      assertEquals(List.of("1"), target.rows("SELECT id FROM t"));
      bench.undo(folder.applied());
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('t') IS NULL"));
    }
  }

  @Test
  void runsWhatOtherParsersStumbleOver() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_a.sql",
              """
              /* a /* nested; */ comment; */
              CREATE TABLE t (a int, b text, "begin" int, j jsonb);
              CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC
                SELECT CASE WHEN a > 1 THEN CASE WHEN a > 2 THEN 1 ELSE 3 END ELSE 2 END FROM t;
                SELECT 1;
              END;
              CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RETURN 1; END $f$;
              INSERT INTO t (b) VALUES (E'a'
                'b\\'; c'), ('${not_a_placeholder}');
              SELECT * FROM t WHERE j ? 'x';
              PREPARE q (int) AS SELECT $1 + 1;
              CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2);
              COPY t (a, b) FROM stdin;
              1\tx;y
              2\t'z
              \\.
              """,
              "2_b.sql",
              "PREPARE q (int) AS SELECT $1 + 1;\nCOPY t (a, b) FROM STDIN WITH (FORMAT csv);\n3,w\n\\.\n");
      new Bench(target).apply(folder.pending());
      assertEquals(
          List.of("ab'; c", "${not_a_placeholder}", "x;y", "'z", "w"),
          target.rows("SELECT b FROM t"));
    }
  }

  @Test
  void runsVeryLongStatementsAndVeryManyOfThem() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_long.sql",
              "CREATE TABLE t (a text);\nINSERT INTO t VALUES ('" + "x".repeat(10_000_000) + "');",
              "2_many.sql",
              "INSERT INTO t VALUES ('y');\n".repeat(10_000));
      new Bench(target).apply(folder.pending());
      assertEquals(
          List.of("10001 10010000"), target.rows("SELECT count(*), sum(length(a)) FROM t"));
    }
  }

  @Test
  void takesTheTransactionAroundAFileAway() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.recorder.fails = "1";
      Folder folder = Folder.of("1_a.sql", "BEGIN;\nCREATE TABLE a ();\nCOMMIT;\n");
      assertThrows(RemoteException.class, () -> bench.apply(folder.pending()));
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('a') IS NULL"));
    }
  }

  @Test
  void refusesAFileThatCommitsBeforeAnythingRuns() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_a.sql", "CREATE TABLE a ();",
              "2_b.sql", "CREATE TABLE b ();\n  COMMIT;\nCREATE TABLE c ();");
      IgnitionException refused =
          assertThrows(InputException.class, () -> new Bench(target).apply(folder.pending()));
      assertEquals(ErrorCode.MIGRATION_FAILED, refused.code());
      assertEquals("db/2_b.sql:2:3", refused.problem().at().orElseThrow().toString());
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('a') IS NULL"));
    }
  }

  @Test
  void keepsSettingsOfAFileFromTheNextAndFromItsRecord() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE SCHEMA elsewhere", "CREATE ROLE " + target.database() + "_none");
      target.run("GRANT " + target.database() + "_none TO CURRENT_USER");
      Folder folder =
          Folder.of(
              "1_a.sql",
              "SET search_path = elsewhere; SET statement_timeout = '1h'; CREATE TABLE a ();"
                  + " CREATE TEMP TABLE test_events (id int); SET ROLE "
                  + target.database()
                  + "_none;",
              "2_b.sql",
              "CREATE TABLE b (v text); CREATE TEMP TABLE test_events (id int);"
                  + " INSERT INTO b VALUES (current_setting('statement_timeout'));");
      new Bench(target).apply(folder.pending());
      assertEquals(
          List.of("elsewhere a", "public b"),
          target.rows(
              "SELECT relnamespace::regnamespace, relname FROM pg_class WHERE relname IN ('a', 'b')"
                  + " ORDER BY 2"));
      assertEquals(List.of("0"), target.rows("SELECT v FROM b"));
      assertEquals(List.of("applied 1", "applied 2"), target.events());
    }
  }

  @Test
  void rollsTheMigrationBackWhenItCannotBeRecorded() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.recorder.fails = "002";
      PartialException failed =
          assertThrows(PartialException.class, () -> bench.apply(SHOP.pending()));
      assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
      assertEquals(List.of("001 SQL yes"), target.history());
      assertEquals(List.of("applied 001"), target.events());
      assertEquals(List.of("1"), target.rows("SELECT * FROM shop"));
      assertEquals(List.of("begins 001", "done 001", "begins 002"), bench.told);
    }
  }

  @Test
  void rollsAMigrationBackThatDropsOurTables() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_a.sql", "CREATE TABLE a ();", "2_b.sql", "DROP TABLE flyway_schema_history;");
      IgnitionException failed =
          assertThrows(PartialException.class, () -> new Bench(target).apply(folder.pending()));
      assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
      assertEquals(List.of("1 SQL yes"), target.history());
      assertEquals(List.of("applied 1"), target.events());
    }
  }

  @Test
  void namesThePlaceOfAStatementThatFails() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_a.sql",
              "CREATE TABLE a (id int);\n\n-- é😀\nINSERT INTO a\n  VALUES ('é😀', 1 / wrong);\n");
      IgnitionException failed =
          assertThrows(InputException.class, () -> new Bench(target).apply(folder.pending()));
      assertEquals(ErrorCode.MIGRATION_FAILED, failed.code());
      assertEquals("db/1_a.sql:5:22", failed.problem().at().orElseThrow().toString());
      assertTrue(failed.problem().what().contains("column \"wrong\" does not exist"));
      assertTrue(failed.problem().why().contains("Nothing of it was kept"));
      assertEquals(List.of(), target.history());
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('a') IS NULL"));
    }
  }

  /** Which only the server knows of these statements. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CALL commits()                                          | no-transaction
          DO $$ BEGIN COMMIT; END $$                              | no-transaction
          REINDEX TABLE parts                                     | no-transaction
          ALTER TYPE mood ADD VALUE 'b'; SELECT 'b'::mood         | next migration
          """)
  void saysWhereAStatementMayRunThatTheTransactionRefuses(String statement, String advice) {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE PROCEDURE commits() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'");
      target.run("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)");
      target.run("CREATE TYPE mood AS ENUM ('a')");
      IgnitionException failed =
          assertThrows(
              InputException.class,
              () -> new Bench(target).apply(Folder.of("1_a.sql", statement + ";").pending()));
      assertTrue(failed.problem().advice().contains(advice), failed::toString);
      assertEquals(List.of(), target.history());
    }
  }

  /** Not in that of this machine, which is nobody's choice. */
  @Test
  void runsInTheTimeZoneThatIsSet() throws Exception {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE TABLE zones (v text)");
      String zone = "INSERT INTO zones VALUES (current_setting('TimeZone'));\n";
      Folder folder = Folder.of("1_a.sql", zone, "2_b.sql", zone + "VACUUM zones;\n");
      new Bench(target).apply(folder.pending());
      assertEquals(List.of("Asia/Kathmandu", "Asia/Kathmandu"), target.rows("SELECT v FROM zones"));
    }
  }

  @Test
  void placesWhatOnlyTheEndOfTheTransactionRefuses() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_a.sql",
              """
              CREATE TABLE p (id int PRIMARY KEY);
              CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
              INSERT INTO c VALUES (7);
              """);
      IgnitionException failed =
          assertThrows(InputException.class, () -> new Bench(target).apply(folder.pending()));
      assertEquals("db/1_a.sql:3:1", failed.problem().at().orElseThrow().toString());
    }
  }

  @Test
  void runsConcurrentStatementsThreeFilesInARow() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Folder folder =
          Folder.of(
              "1_t.sql", "CREATE TABLE t (a int, b int, c int);",
              "2_a.sql", "CREATE INDEX CONCURRENTLY ta ON t (a);",
              "3_b.sql",
                  "CREATE INDEX CONCURRENTLY tb ON t (b); CREATE INDEX CONCURRENTLY tc ON t (c);",
              "4_c.sql", "REINDEX INDEX CONCURRENTLY ta; DROP INDEX CONCURRENTLY tb;");
      new Bench(target).apply(folder.pending());
      assertEquals(4, target.history().size());
      assertEquals(
          List.of(
              "applied 1", "begun 2", "applied 2", "begun 3", "applied 3", "begun 4", "applied 4"),
          target.events());
    }
  }

  @Test
  void recordsWhatAFileWithoutATransactionLeft() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE TABLE old (a int)", "INSERT INTO old VALUES (1), (1)");
      Folder folder =
          Folder.of(
              "1_a.sql",
              """
              -- ignition: no-transaction
              CREATE TABLE kept (id int);
              INSERT INTO kept VALUES (1);
              CREATE UNIQUE INDEX CONCURRENTLY broken ON old (a);
              CREATE TABLE never ();
              """);
      IgnitionException failed =
          assertThrows(PartialException.class, () -> new Bench(target).apply(folder.pending()));
      assertEquals(ErrorCode.MIGRATION_FAILED, failed.code());
      assertEquals("db/1_a.sql:4:1", failed.problem().at().orElseThrow().toString());
      assertEquals(List.of("1 SQL no"), target.history());
      assertEquals(List.of("begun 1", "failed 1"), target.events());
      String remark =
          target.rows("SELECT remark FROM test_events WHERE kind = 'failed'").getFirst();
      assertEquals(
          "statement 3 of 4 failed: line 4, CREATE UNIQUE INDEX CONCURRENTLY broken ON old (a):"
              + " could not create unique index \"broken\"; took effect: line 2, CREATE TABLE kept"
              + " (id int); line 3, INSERT INTO kept VALUES (1); left INVALID: index public.broken",
          remark);
      assertTrue(failed.problem().why().contains("left INVALID: index public.broken"));
    }
  }

  @Test
  void stopsWhenTheLockIsLost() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      var lock = target.lock();
      lock.close();
      IgnitionException failed =
          assertThrows(RemoteException.class, () -> bench.apply(SHOP.pending(), lock));
      assertEquals(ErrorCode.DATABASE_LOST, failed.code());
      assertEquals(List.of(), target.history());
      assertEquals(List.of("t"), target.rows("SELECT to_regclass('shop') IS NULL"));
    }
  }

  @Test
  void agreesWithFlywayOnMarksLineEndsAndLayouts(@TempDir Path seeds, @TempDir Path flyways)
      throws Exception {
    String text = "CREATE TABLE %s (a text);\r\nINSERT INTO %<s VALUES ('é😀');\r\n\r\n-- end";
    byte[] marked = ("\ufeff" + text.formatted("t")).getBytes(StandardCharsets.UTF_8);
    Folder seed = Folder.of("002_b__c_.sql", text.formatted("u")).with("001_a.sql", marked);
    Folder flyway =
        new Folder(Layout.FLYWAY)
            .with("V1_2__x__y.sql", text.formatted("v"), "V01.10__z.sql", text.formatted("w"));
    for (var each : List.of(seed, flyway)) {
      try (PostgresTarget target = PostgresTarget.of(17)) {
        Layout layout = each == seed ? Layout.SEED : Layout.FLYWAY;
        new Bench(target).apply(each.pending());
        RealFlyway judge =
            RealFlyway.on(target, each.writeUps(each == seed ? seeds : flyways), layout);
        judge.validate();
        assertFalse(judge.info().toString().contains("PENDING"), judge.info().toString());
      }
    }
  }

  @Test
  void saysWhenFlywayHoldsAVersionForApplied() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 1));
      IgnitionException failed =
          assertThrows(RemoteException.class, () -> bench.apply(SHOP.pending(0, 1)));
      assertEquals(ErrorCode.ENGINE_FAILED, failed.code());
      assertInstanceOf(RemoteException.class, failed);
    }
  }
}
