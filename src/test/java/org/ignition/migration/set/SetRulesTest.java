package org.ignition.migration.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetRulesTest {

  private static final Path FOLDER = Path.of("m");

  private static MemoryTree pair(MemoryTree tree, String name, String up, String down) {
    return tree.file("m/" + name + ".up.sql", up).file("m/" + name + ".down.sql", down);
  }

  private static MemoryTree pair(String name, String up, String down) {
    return pair(new MemoryTree(), name, up, down);
  }

  private static MemoryTree counted(String... names) {
    MemoryTree tree = new MemoryTree();
    for (String name : names) {
      pair(tree, name, "SELECT 1;", "SELECT 2;");
    }
    return tree;
  }

  private static MigrationSet set(MemoryTree tree) {
    return MigrationFolderReader.read(tree, FOLDER, Optional.empty());
  }

  private static List<String> check(MemoryTree tree) {
    return shown(SetRules.check(set(tree), List.of()));
  }

  private static List<String> check(MemoryTree now, MemoryTree merged) {
    MigrationSet set = set(now);
    return shown(SetRules.check(set, List.of(), Comparison.of(set, set(merged))));
  }

  /** Rule, weight, file and line. */
  private static List<String> shown(List<Finding> findings) {
    return findings.stream()
        .map(f ->
            f.rule() + " " + f.severity() + " " + FOLDER.relativize(f.file()) + ":" + f.at().line())
        .toList();
  }

  @Nested
  class Pairs {

    @Test
    void areComplete() {
      assertEquals(List.of(), check(counted("1_a", "2_b")));
    }

    @Test
    void lackADown() {
      MemoryTree tree = new MemoryTree().file("m/1_a.up.sql", "SELECT 1;");
      Finding finding = SetRules.check(set(tree), List.of()).getFirst();
      assertEquals(Rule.S1, finding.rule());
      assertEquals("1 a has no down", finding.message());
      assertTrue(finding.fix().contains("-- ignition: irreversible"));
    }

    @Test
    void lackAnUp() {
      assertEquals(
          List.of("S1 error 3_c.down.sql:1"),
          check(counted("1_a").file("m/3_c.down.sql", "SELECT 1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "-- nothing to do", "/* ; */ ;"})
    void haveADownThatDoesNothing(String down) {
      assertEquals(List.of("S1 error 1_a.down.sql:1"), check(pair("1_a", "SELECT 1;", down)));
    }

    @ParameterizedTest
    @CsvSource({"-- ignition: irreversible gone, ''", "'', -- ignition: irreversible gone"})
    void mayBeIrreversibleWithAReason(String up, String down) {
      assertEquals(List.of(), check(pair("1_a", up + "\nDELETE FROM t;", down)));
    }

    @Test
    void areNotIrreversibleWithoutAReason() {
      assertEquals(
          List.of("S1 error 1_a.down.sql:1", "R7 warning 1_a.up.sql:1"),
          check(pair("1_a", "-- ignition: irreversible\nDELETE FROM t;", "")));
    }
  }

  @Nested
  class Sequences {

    @Test
    void repeatAVersion() {
      assertEquals(
          List.of("S2 error 01_b.up.sql:1", "S2 error 1_a.up.sql:1"),
          check(counted("1_a", "01_b", "2_c")));
    }

    @Test
    void leaveAGap() {
      assertEquals(List.of("S2 warning 5_d.up.sql:1"), check(counted("1_a", "2_b", "3_c", "5_d")));
    }

    @Test
    void mayGoInTensOrByDate() {
      assertEquals(List.of(), check(counted("10_a", "20_b", "30_c")));
      assertEquals(List.of(), check(counted("20260101_a", "20260102_b", "20260105_c")));
      assertEquals(List.of(), check(counted("20260101120000_a", "20260102120001_b")));
    }
  }

  @Nested
  class Dialects {

    private List<String> findings(String folder, String... others) {
      MemoryTree tree = new MemoryTree();
      for (String name : List.of("1_a", "2_b")) {
        tree.file(folder + "/" + name + ".sql", "SELECT 1")
            .file(folder + "/" + name + ".down.sql", "SELECT 2");
      }
      for (String other : others) {
        tree.file(other, "SELECT 1");
      }
      MigrationSet set = MigrationFolderReader.read(tree, Path.of(folder), Optional.empty());
      return SetRules.check(
              set, org.ignition.migration.layout.Dialects.of(tree, set.folder(), set.layout()))
          .stream()
          .map(finding -> finding.rule() + " " + finding.file() + " " + finding.message())
          .toList();
    }

    @Test
    void lackAVersion() {
      assertEquals(
          List.of("S4 db/postgres/2_b.sql db/sqlite has no migration like 2 b"),
          findings("db/postgres", "db/sqlite/0001_a.sql", "db/sqlite/0003_c.sql"));
    }

    @Test
    void giveAVersionToAnotherChange() {
      assertEquals(
          List.of("S4 db/pg-migrations/2_b.sql In db/sqlite-migrations migration 2 is called c"),
          findings(
              "db/pg-migrations", "db/sqlite-migrations/1_a.sql", "db/sqlite-migrations/2_c.sql"));
    }

    @Test
    void mayGiveTheSameChangeAnotherVersion() {
      assertEquals(
          List.of(), findings("db/postgres", "db/sqlite/1_a.sql", "db/sqlite/20250101_b.sql"));
    }

    @Test
    void mayBeNamedInTheMiddleOfTheirPath() {
      assertEquals(
          List.of("S4 db/PostgreSQL/m/2_b.sql db/MySQL/m has no migration like 2 b"),
          findings("db/PostgreSQL/m", "db/MySQL/m/1_a.sql", "db/MySQL/other/2_b.sql"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "db/seeds/1_a.sql",
          "db/sqlite_old/1_a.sql",
          "db/sqlite/1_a.down.sql",
          "db/sqlite/readme.md",
          "other/sqlite/1_a.sql"
        })
    void areNotWhatOnlyLiesBeside(String file) {
      assertEquals(List.of(), findings("db/postgres", file));
    }

    @Test
    void areUnknownWhereTheFolderSaysNoDatabase() {
      assertEquals(List.of(), findings("db/page", "db/sqlite/1_a.sql"));
    }
  }

  @Nested
  class Scripts {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "BEGIN; SELECT 1; COMMIT; | T3 warning 1_a.up.sql:1",
          "SELECT 1; COMMIT; | T3 error 1_a.up.sql:1",
          "BEGIN; SELECT 1; | T4 error 1_a.up.sql:1",
          "\\i x.sql | T9 error 1_a.up.sql:1",
          "SELECT 'x | T10 error 1_a.up.sql:1",
          "-- ignition: alow L1 | R7 warning 1_a.up.sql:1"
        })
    void haveFlaws(String sql, String finding) {
      assertEquals(List.of(finding), check(pair("1_a", sql, "SELECT 1")));
    }

    @Test
    void mayBeNone() {
      assertEquals(
          List.of("S9 warning schema.sql:1"), check(counted("1_a").file("m/schema.sql", "")));
    }
  }

  @Nested
  class Undoing {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "CREATE TABLE IF NOT EXISTS a (i int) | DROP TABLE public.a CASCADE | S6 warning 1_a.down.sql:1",
          "CREATE UNIQUE INDEX IF NOT EXISTS \"A\" ON t (i) | DROP INDEX b, \"A\" | S6 warning 1_a.down.sql:1",
          "CREATE SCHEMA IF NOT EXISTS s | DROP SCHEMA IF EXISTS s | S6 note 1_a.down.sql:1",
          "CREATE EXTENSION citext | DROP TABLE x | S7 note 1_a.up.sql:1",
          "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" | SELECT 1 | S7 note 1_a.up.sql:1"
        })
    void losesOrLeaves(String up, String down, String finding) {
      assertEquals(List.of(finding), check(pair("1_a", up, down)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "CREATE TABLE a (i int) | DROP TABLE a",
          "CREATE TABLE IF NOT EXISTS a (i int) | DROP TABLE b",
          "CREATE TABLE IF NOT EXISTS a (i int) | DROP TABLE \"A\"",
          "CREATE EXTENSION citext | DROP EXTENSION citext",
          "CREATE OR REPLACE FUNCTION f() RETURNS int RETURN 1 | DROP FUNCTION f()",
          "CREATE | DROP"
        })
    void isRight(String up, String down) {
      assertEquals(List.of(), check(pair("1_a", up, down)));
    }

    @Test
    void dropsWhatAnEarlierMigrationMade() {
      MemoryTree tree = pair("1_a", "CREATE VIEW v AS SELECT 1", "DROP VIEW v");
      String replaced = "CREATE OR REPLACE VIEW v AS SELECT 1, 2";
      assertEquals(
          List.of("S8 warning 2_b.down.sql:1"), check(pair(tree, "2_b", replaced, "DROP VIEW v")));
      String restored = "DROP VIEW v; CREATE OR REPLACE VIEW v AS SELECT 1";
      assertEquals(List.of(), check(pair(tree, "2_b", replaced, restored)));
    }
  }

  @Nested
  class Changes {

    @Test
    void areNoneWhereOnlyLineEndsDiffer() {
      MigrationSet now = set(pair("1_a", "SELECT 1;\r\n", "SELECT 2;\r\n"));
      Comparison same = Comparison.of(now, set(pair("1_a", "SELECT 1;\n", "SELECT 2;\n")));
      assertEquals(List.of(), same.added());
      assertEquals(List.of(), same.edited());
      assertFalse(same.touches(Path.of("m/1_a.up.sql")));
    }

    @Test
    void areNotBlamedForWhatIsMerged() {
      MemoryTree merged = counted("1_a", "4_d").file("m/2_b.up.sql", "COMMIT;").file("m/x.sql", "");
      MemoryTree now =
          counted("1_a", "4_d", "5_e").file("m/2_b.up.sql", "COMMIT;").file("m/x.sql", "");
      assertEquals(List.of(), check(now, merged));
    }

    @Test
    void comeBeforeWhatIsMerged() {
      assertEquals(
          List.of("S2 error 2_b.up.sql:1"),
          check(counted("1_a", "2_b", "3_c"), counted("1_a", "3_c")));
    }

    @Test
    void takeTheVersionOfWhatIsMerged() {
      assertEquals(
          List.of("S2 error 2_x.up.sql:1"),
          check(counted("1_a", "2_b", "2_x"), counted("1_a", "2_b")));
    }

    @Test
    void editTheUp() {
      assertEquals(
          List.of("S3 error 1_a.up.sql:1"),
          check(pair("1_a", "SELECT 9;", "SELECT 2;"), counted("1_a")));
    }

    @Test
    void editTheDown() {
      assertEquals(
          List.of("S3 warning 1_a.down.sql:1"),
          check(pair("1_a", "SELECT 1;", "SELECT 9;"), counted("1_a")));
    }

    @Test
    void mayAddTheDownThatWasMissing() {
      assertEquals(List.of(), check(counted("1_a"), counted("1_a").without("m/1_a.down.sql")));
    }

    @Test
    void loseTheDown() {
      assertEquals(
          List.of("S3 error 1_a.up.sql:1"),
          check(counted("1_a").without("m/1_a.down.sql"), counted("1_a")));
    }

    @Test
    void rename() {
      assertEquals(List.of("S3 error 1_z.up.sql:1"), check(counted("1_z"), counted("1_a")));
    }

    @Test
    void delete() {
      assertEquals(List.of("S3 error 2_b.up.sql:1"), check(counted("1_a"), counted("1_a", "2_b")));
    }

    @Test
    void renumber() {
      MigrationSet now = set(counted("1_a", "3_b"));
      Comparison comparison = Comparison.of(now, set(counted("1_a", "2_b")));
      Finding finding = SetRules.check(now, List.of(), comparison).getFirst();
      assertEquals("2 b is merged and was deleted and is 3_b.up.sql now", finding.message());
      assertEquals(Position.START, finding.at());
      assertEquals(Severity.ERROR, finding.severity());
    }

    @Test
    void areEverythingWhereNothingIsMerged() {
      MigrationSet now = set(counted("1_a", "2_b"));
      Comparison all = Comparison.toNothing(now);
      assertEquals(2, all.added().size());
      assertTrue(all.touches(Path.of("m/1_a.up.sql")));
      assertEquals(List.of(), SetRules.check(now, List.of(), all));
    }
  }
}
