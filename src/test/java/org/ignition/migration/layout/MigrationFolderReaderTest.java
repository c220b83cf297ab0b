package org.ignition.migration.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.InputException;
import org.ignition.migration.Layout;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.sql.Position;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFolderReaderTest {

  private static final Path FOLDER = Path.of("db/migrations");
  private static final String SQL = "SELECT 1;\n";

  /** A tree of files in the folder, each with a statement. */
  private static MemoryTree tree(String... names) {
    MemoryTree tree = new MemoryTree();
    Arrays.stream(names).forEach(name -> tree.file("db/migrations/" + name, SQL));
    return tree;
  }

  private static MemoryTree file(String name, String text) {
    return new MemoryTree().file("db/migrations/" + name, text);
  }

  private static MigrationSet read(MemoryTree tree) {
    return MigrationFolderReader.read(tree, FOLDER, Optional.empty());
  }

  private static MigrationSet read(MemoryTree tree, Layout layout) {
    return MigrationFolderReader.read(tree, FOLDER, Optional.of(layout));
  }

  private static List<String> pairs(MigrationSet set) {
    return set.migrations().stream().map(MigrationFolderReaderTest::pair).toList();
  }

  private static String pair(Migration migration) {
    return migration.label()
        + ": "
        + name(migration.up())
        + migration.down().map(down -> ", " + name(down)).orElse("");
  }

  private static String name(Script script) {
    return FOLDER.relativize(script.file()).toString();
  }

  private static String refusal(MemoryTree tree) {
    return assertThrows(InputException.class, () -> read(tree)).problem().toString();
  }

  private static void assertHolds(String text, String... parts) {
    Arrays.stream(parts).forEach(part -> assertTrue(text.contains(part), text));
  }

  @Nested
  class Names {

    @Test
    void areTheSeeds() {
      MigrationSet set =
          read(
              tree(
                  "010_c.sql",
                  "2_b.down.sql",
                  "001_a.down.sql",
                  "001_a.sql",
                  "2_b.sql",
                  "README.md"));
      assertEquals(Layout.SEED, set.layout());
      assertEquals(
          List.of(
              "001 a: 001_a.sql, 001_a.down.sql", "2 b: 2_b.sql, 2_b.down.sql", "010 c: 010_c.sql"),
          pairs(set));
      assertEquals(List.of(), set.strays());
    }

    @Test
    void areTheSeedsOnlyWithTheSameDigitsAndName() {
      MigrationSet set = read(tree("1_a.sql", "1_b.down.sql"));
      assertEquals(List.of("1 a: 1_a.sql"), pairs(set));
      assertEquals(
          List.of("1_b.down.sql"),
          set.strayDowns().stream().map(MigrationFolderReaderTest::name).toList());
    }

    @Test
    void areThoseOfGolangMigrate() {
      MigrationSet set =
          read(
              tree(
                  "10_b.up.sql",
                  "1_a.up.sql",
                  "1_a_renamed.down.sql",
                  "10_b.down.sql",
                  "3_x.down.sql"));
      assertEquals(Layout.GOLANG_MIGRATE, set.layout());
      assertEquals(
          List.of("1 a: 1_a.up.sql, 1_a_renamed.down.sql", "10 b: 10_b.up.sql, 10_b.down.sql"),
          pairs(set));
      assertEquals(1, set.strayDowns().size());
    }

    @Test
    void areThoseOfAuthelia() {
      MigrationSet set = read(tree("V0001.Initial_Schema.up.sql", "V0001.Initial_Schema.down.sql"));
      assertEquals(
          List.of(
              "0001 Initial_Schema: V0001.Initial_Schema.up.sql, V0001.Initial_Schema.down.sql"),
          pairs(set));
    }

    @Test
    void areThoseOfSqlx() {
      MigrationSet set =
          read(tree("1_a.sql", "2_b.up.sql", "2_b.down.sql", "notes.sql"), Layout.SQLX);
      assertEquals(List.of("1 a: 1_a.sql", "2 b: 2_b.up.sql, 2_b.down.sql"), pairs(set));
      assertEquals(List.of(FOLDER.resolve("notes.sql")), set.strays());
    }

    @Test
    void areThoseOfFlyway() {
      MigrationSet set =
          read(
              tree(
                  "V2__b.sql",
                  "V1.10__c.sql",
                  "V1_2__a.sql",
                  "U1.2__undo.sql",
                  "R__views.sql",
                  "B1.1__baseline.sql",
                  "deeper/V3__d.sql",
                  "afterMigrate.sql"));
      assertEquals(Layout.FLYWAY, set.layout());
      assertEquals(
          List.of(
              "1.1 baseline: B1.1__baseline.sql",
              "1_2 a: V1_2__a.sql, U1.2__undo.sql",
              "1.10 c: V1.10__c.sql",
              "2 b: V2__b.sql",
              "3 d: deeper/V3__d.sql"),
          pairs(set));
      assertEquals(
          List.of("R__views.sql"),
          set.repeatables().stream().map(MigrationFolderReaderTest::name).toList());
      assertEquals(List.of(FOLDER.resolve("afterMigrate.sql")), set.strays());
    }

    @Test
    void leaveOutFlywaysBaselineOfMigrationsThatAreThere() {
      assertEquals(List.of("1 a: V1__a.sql"), pairs(read(tree("V1__a.sql", "B1__a.sql"))));
    }

    @Test
    void areThoseOfDiesel() {
      MigrationSet set =
          read(
              tree(
                  "2020-01-02-000000_b/up.sql", "2020-01-02-000000_b/down.sql",
                  "00000000000000_diesel_initial_setup/up.sql",
                      "2020-01-02-000000_b/notes/up.sql"));
      assertEquals(Layout.DIESEL, set.layout());
      assertEquals(
          List.of(
              "00000000000000 diesel_initial_setup: 00000000000000_diesel_initial_setup/up.sql",
              "20200102000000 b: 2020-01-02-000000_b/up.sql, 2020-01-02-000000_b/down.sql"),
          pairs(set));
    }

    @Test
    void areInTheOrderOfDieselWhichComparesTexts() {
      MigrationSet set =
          read(
              tree(
                  "2019-02-01-045927_a/up.sql",
                  "2020-12-15-101010_d/up.sql",
                  "2020-12-7-190800_e/up.sql",
                  "2025-12-18-104956-0000_f/up.sql",
                  "2026-01-09-164812_g/up.sql",
                  "2020-01-01_b/up.sql",
                  "2020-01-01-000000_c/up.sql"));
      assertEquals(
          List.of("a", "b", "c", "d", "e", "f", "g"),
          set.migrations().stream().map(migration -> migration.name()).toList());
    }

    @Test
    void pairEachDownOnceWhereVersionsRepeat() {
      MigrationSet set = read(tree("1_a.up.sql", "1_b.up.sql", "1_b.down.sql"));
      assertEquals(List.of("1 a: 1_a.up.sql", "1 b: 1_b.up.sql, 1_b.down.sql"), pairs(set));
    }

    @Test
    void thatNobodyRunsAreListed() {
      MigrationSet set =
          read(tree("1_a.up.sql", "schema.sql", "2_b.up.go", "helper.go", "old/3_c.up.sql"));
      assertEquals(
          List.of(FOLDER.resolve("schema.sql"), FOLDER.resolve("2_b.up.go")), set.strays());
    }
  }

  @Nested
  class Markers {

    private static final String DBMATE =
        "-- ignition: irreversible x\n-- migrate:up\nSELECT 1;\n-- migrate:down transaction:false\nSELECT 22;\n"
            + "-- migrate:up\nSELECT 3;";

    @Test
    void areThoseOfDbmate() {
      Migration migration = read(file("2020_a.sql", DBMATE)).migrations().getFirst();
      assertEquals(2, migration.up().sql().statements().size());
      assertEquals(new Position(7, 1), migration.up().sql().statements().getLast().at());
      assertEquals(1, migration.up().sql().directives().size());
      Script down = migration.down().orElseThrow();
      assertEquals(new Position(5, 1), down.sql().statements().getFirst().at());
      assertEquals(DBMATE.indexOf("SELECT 22"), down.sql().statements().getFirst().offset());
      assertTrue(migration.up().transactional());
      assertFalse(down.transactional());
    }

    @Test
    void areThoseOfGoose() {
      String text =
          """
          -- +goose NO TRANSACTION
          -- +goose Up
          -- +goose StatementBegin
          CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;
          -- +goose StatementEnd
          SELECT 1;
          -- +goose Down
          DROP FUNCTION f();
          """;
      MigrationSet set = read(file("00001_a.sql", text));
      assertEquals(Layout.GOOSE, set.layout());
      Migration migration = set.migrations().getFirst();
      assertEquals(2, migration.up().sql().statements().size());
      assertEquals(1, migration.down().orElseThrow().sql().statements().size());
      assertFalse(migration.up().transactional());
    }

    @Test
    void separateChecksums() {
      Migration before = read(file("1_a.sql", DBMATE)).migrations().getFirst();
      Migration after =
          read(file("1_a.sql", DBMATE.replace("SELECT 3", "SELECT 4"))).migrations().getFirst();
      assertNotEquals(before.up().checksum(), after.up().checksum());
      assertEquals(before.down().orElseThrow().checksum(), after.down().orElseThrow().checksum());
    }

    @Test
    void mayLackADown() {
      assertTrue(
          read(file("1_a.sql", "-- migrate:up\nSELECT 1"))
              .migrations()
              .getFirst()
              .down()
              .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "SELECT 1;~-- migrate:up~ | 1_a.sql:1: dbmate runs nothing before the first marker",
          "-- +goose Up~-- +goose ENVSUB ON~SELECT ${A}; | 1_a.sql:2: goose would replace environment",
          "-- +goose Up~-- +goose StatementBegin~SELECT 1;  | 1_a.sql:2: goose refuses a statement",
          "-- +goose Up~-- +goose StatementBegin~-- +goose Down | 1_a.sql:2: goose refuses a statement",
          "-- +migrate Up~SELECT 1; | sql-migrate",
          "SELECT 1;~---- create above / drop below ----~ | tern"
        })
    void areRefusedWhereTheToolWouldDoOtherwise(String text, String refusal) {
      assertHolds(refusal(file("1_a.sql", text.replace('~', '\n'))), refusal);
    }

    @Test
    void mustBeInEveryFile() {
      assertHolds(
          refusal(file("1_a.sql", DBMATE).file("db/migrations/2_b.sql", "SELECT 1;\n")),
          "2_b.sql",
          "dbmate");
    }
  }

  @Nested
  class Transactions {

    private static boolean up(MemoryTree tree) {
      return read(tree).migrations().getFirst().up().transactional();
    }

    @Test
    void areTheUsualWay() {
      assertTrue(up(tree("1_a.sql")));
    }

    @Test
    void areLeftOutByDirectiveButNotByStatement() {
      assertFalse(up(file("1_a.sql", "-- ignition: no-transaction\nSELECT 1;")));
      assertTrue(up(file("1_a.sql", "CREATE INDEX CONCURRENTLY i ON t (a);")));
    }

    @Test
    void areLeftOutBySettingsBesideTheScript() {
      assertFalse(
          up(
              tree("1_a/up.sql")
                  .file("db/migrations/1_a/metadata.toml", "run_in_transaction = false # x")));
      assertTrue(
          up(
              tree("1_a/up.sql")
                  .file("db/migrations/1_a/metadata.toml", "run_in_transaction = true")));
      assertFalse(
          up(tree("V1__a.sql").file("db/migrations/V1__a.sql.conf", "executeInTransaction=false")));
    }

    @Test
    void areLeftOutBySqlxsFirstLineOnly() {
      assertFalse(
          read(file("1_a.sql", "-- no-transaction\n"), Layout.SQLX)
              .migrations()
              .getFirst()
              .up()
              .transactional());
      assertTrue(
          read(file("1_a.sql", "\n-- no-transaction\n"), Layout.SQLX)
              .migrations()
              .getFirst()
              .up()
              .transactional());
    }
  }

  @Nested
  class Ambiguity {

    @ParameterizedTest
    @CsvSource({
      "1_a.sql, 1_a.up.sql",
      "1_a.up.sql, V1__a.sql",
      "1_a.sql, V1__a.sql",
      "1_a/up.sql, 2_b.sql"
    })
    void namesBothFiles(String one, String two) {
      assertHolds(refusal(tree(one, two)), one, two, "IGN-MIG-002", "`layout`");
    }

    @Test
    void isSettledByAsking() {
      assertEquals(
          List.of("1 a: 1_a.up.sql"),
          pairs(read(tree("1_a.sql", "1_a.up.sql"), Layout.GOLANG_MIGRATE)));
    }

    @Test
    void isNamesThatDifferInCaseOnly() {
      assertHolds(refusal(tree("1_A.up.sql", "1_a.up.sql")), "1_A.up.sql", "1_a.up.sql", "case");
    }

    @Test
    void isNoneForDownsOfEitherForm() {
      assertEquals(Layout.GOLANG_MIGRATE, read(tree("1_a.down.sql", "1_a.up.sql")).layout());
      assertEquals(Layout.SEED, read(tree("1_a.down.sql", "2_a.down.sql")).layout());
    }
  }

  @Nested
  class OtherToolsFiles {

    @ParameterizedTest
    @CsvSource({
      "sqitch.plan, Sqitch",
      "20200101_a/migration.sql, Prisma",
      "atlas.sum, Atlas",
      "env.py, Alembic",
      "db.changelog-1.xml, Liquibase",
      "committed/000001.sql, Graphile",
      "1_a.postgres.up.sql, database"
    })
    void areNamedWithWhatToDo(String file, String tool) {
      assertHolds(refusal(tree("20200101_a.sql", file)), "IGN-MIG-003", tool);
    }

    @Test
    void mayBeAtlasPairs() {
      assertEquals(1, read(tree("1_a.up.sql", "1_a.down.sql", "atlas.sum")).migrations().size());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATE TABLE {{.Prefix}}t (a int);",
          "SELECT ${name};",
          "\n\n{{ if .Postgres }}"
        })
    void areTemplates(String text) {
      assertHolds(refusal(file("1_a.sql", text)), "template", "1_a.sql:");
    }

    @Test
    void areNotJsonAndArraysInQuotes() {
      read(file("1_a.sql", "SELECT '{{1,2},{3,4}}'::int[], $${{x}}$$ /* {{ */;"));
    }
  }

  @Nested
  class BadInput {

    @Test
    void isAFolderWithoutMigrations() {
      assertHolds(refusal(new MemoryTree()), "IGN-MIG-001", "db/migrations", "empty or not there");
      assertHolds(refusal(tree("README.md")), "no files of SQL");
      assertHolds(refusal(tree("schema.sql")), "schema.sql", "0001_users.down.sql");
      assertThrows(InputException.class, () -> read(tree("1_a.sql"), Layout.DIESEL));
    }

    @Test
    void isAnyEncodingButUtf8AtItsLine() {
      MemoryTree latin =
          new MemoryTree()
              .file(
                  "db/migrations/1_a.sql",
                  "SELECT 1;\n-- caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
      assertHolds(refusal(latin), "db/migrations/1_a.sql:2", "byte 16 is 0xe9", "iconv");
    }

    @Test
    void isNotAReplacementCharacterThatIsWritten() {
      assertEquals(1, read(file("1_a.sql", "SELECT '\ufffd';")).migrations().size());
    }
  }

  @Test
  void takesTheSameChecksumWhateverGitConverts() {
    assertEquals(
        read(file("1_a.sql", "\ufeffSELECT 1;\r\n")).migrations().getFirst().up().checksum(),
        read(file("1_a.sql", SQL)).migrations().getFirst().up().checksum());
  }

  @Test
  void readsTwoThousandFilesAtOnce() {
    MemoryTree tree = new MemoryTree();
    String sql = "CREATE TABLE t (id bigint PRIMARY KEY, name text NOT NULL);\n".repeat(20);
    for (int i = 1; i <= 1_000; i++) {
      tree.file("db/migrations/" + i + "_a.up.sql", sql)
          .file("db/migrations/" + i + "_a.down.sql", SQL);
    }
    assertEquals(1_000, read(tree).migrations().size());
  }
}
