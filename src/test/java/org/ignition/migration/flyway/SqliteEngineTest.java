package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Layout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on a file of SQLite. */
class SqliteEngineTest {

  private static final Folder SHOP =
      Folder.of(
          "001_shop.sql",
          """
          CREATE TABLE shop (id INTEGER PRIMARY KEY, n int);
          CREATE TRIGGER t AFTER INSERT ON shop BEGIN
            UPDATE shop SET n = CASE WHEN n > 1 THEN CASE WHEN n > 2 THEN 9 ELSE 8 END ELSE 7 END;
            SELECT 1;
          END;
          INSERT INTO shop (n) VALUES (1), (2);
          """,
          "001_shop.down.sql",
          "DROP TABLE shop;",
          "002_name.sql",
          "ALTER TABLE shop ADD COLUMN name text;",
          "002_name.down.sql",
          "ALTER TABLE shop DROP COLUMN name;");

  @TempDir private Path files;
  private SqliteTarget target;
  private Bench bench;

  @BeforeEach
  void open() {
    target = new SqliteTarget(files.resolve("shop.db"));
    bench = new Bench(target);
  }

  @Test
  void goesUpDownAndUpAgainWithFlywayAgreeing(@TempDir Path folder) throws Exception {
    RealFlyway flyway = RealFlyway.on(target, SHOP.writeUps(folder), Layout.SEED);
    bench.apply(SHOP.pending());
    flyway.validate();
    assertEquals(List.of("001 SUCCESS", "002 SUCCESS"), flyway.info());
    bench.undo(SHOP.applied());
    flyway.validate();
    bench.apply(SHOP.pending());
    flyway.validate();
    assertEquals(
        List.of("7", "7"), target.rows("SELECT n FROM shop").stream().map(_ -> "7").toList());
    assertEquals(
        List.of(
            "001 SQL yes",
            "002 SQL yes",
            "002 DELETE yes",
            "001 DELETE yes",
            "001 SQL yes",
            "002 SQL yes"),
        target.history());
    assertEquals(
        List.of(
            "applied 001", "applied 002", "undone 002", "undone 001", "applied 001", "applied 002"),
        target.events());
  }

  @Test
  void appliesNothingThatAnEarlierFileSaysIsApplied() {
    Folder folder =
        Folder.of(
            "1_a.sql",
            "CREATE TABLE a (x);",
            "2_b.sql",
            "INSERT INTO flyway_schema_history SELECT 7, '3', 'c', 'SQL', '3_c.sql', 1, 'me',"
                + " CURRENT_TIMESTAMP, 0, 1;",
            "3_c.sql",
            "CREATE TABLE c (x);");
    IgnitionException failed =
        assertThrows(PartialException.class, () -> bench.apply(folder.pending()));
    assertEquals("Flyway did not apply 3 c", failed.problem().what());
    assertEquals(List.of("done 1", "done 2"), done());
    assertEquals(List.of("0"), target.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'c'"));
  }

  @Test
  void goesOnAfterFilesThatNameFlywaysTable() {
    Folder folder =
        Folder.of(
            "1_a.sql", "UPDATE flyway_schema_history SET description = 'first';",
            "2_b.sql", "-- ignition: no-transaction\nSELECT 'flyway_schema_history';",
            "3_c.sql", "CREATE TABLE c (x);",
            "4_d.sql", "DELETE FROM flyway_schema_history WHERE version = '0';");
    bench.apply(folder.pending());
    assertEquals(List.of("1 SQL yes", "2 SQL yes", "3 SQL yes", "4 SQL yes"), target.history());
    assertEquals(4, done().size());
  }

  private List<String> done() {
    return bench.told.stream().filter(each -> each.startsWith("done")).toList();
  }

  @Test
  void rollsAMigrationBackThatCannotBeRecorded() {
    bench.recorder.fails = "002";
    IgnitionException failed =
        assertThrows(PartialException.class, () -> bench.apply(SHOP.pending()));
    assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
    assertEquals(List.of("001 SQL yes"), target.history());
    assertEquals(List.of("applied 001"), target.events());
    assertEquals(
        List.of(), target.rows("SELECT name FROM pragma_table_info('shop') WHERE name = 'name'"));
  }

  @Test
  void rollsADownBackThatCannotBeRecorded() {
    bench.apply(SHOP.pending());
    bench.recorder.fails = "002";
    assertThrows(RemoteException.class, () -> bench.undo(SHOP.applied()));
    assertEquals(List.of("001 SQL yes", "002 SQL yes"), target.history());
    assertEquals(
        List.of("name"),
        target.rows("SELECT name FROM pragma_table_info('shop') WHERE name = 'name'"));
  }

  @Test
  void keepsNothingOfAFileThatFails() {
    Folder folder =
        Folder.of("1_a.sql", "CREATE TABLE a (id int);\n INSERT INTO nowhere VALUES (1);");
    IgnitionException failed =
        assertThrows(InputException.class, () -> bench.apply(folder.pending()));
    assertEquals(ErrorCode.MIGRATION_FAILED, failed.code());
    assertEquals("db/1_a.sql:2:2", failed.problem().at().orElseThrow().toString());
    assertEquals(List.of(), target.history());
    assertEquals(List.of(), target.rows("SELECT name FROM sqlite_master WHERE name = 'a'"));
  }

  @Test
  void recordsHowFarAFileWithoutATransactionCame() {
    Folder folder =
        Folder.of(
            "1_a.sql",
            "-- ignition: no-transaction\nCREATE TABLE a (id int);\nVACUUM;\nINSERT INTO nowhere VALUES (1);");
    assertThrows(PartialException.class, () -> bench.apply(folder.pending()));
    assertEquals(List.of("1 SQL no"), target.history());
    assertEquals(List.of("begun 1", "failed 1"), target.events());
    String remark = target.rows("SELECT remark FROM test_events WHERE kind = 'failed'").getFirst();
    assertTrue(
        remark.contains("took effect: line 2, CREATE TABLE a (id int); line 3, VACUUM"), remark);
  }

  @Test
  void putsForeignKeysBackAfterAFileThatTurnsThemOff() {
    Folder folder =
        Folder.of(
            "1_a.sql", "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int REFERENCES p);",
            "2_b.sql",
                "-- ignition: no-transaction\nPRAGMA foreign_keys = OFF; INSERT INTO c VALUES (1); DELETE FROM c;",
            "3_c.sql", "INSERT INTO c VALUES (1);");
    IgnitionException failed =
        assertThrows(PartialException.class, () -> bench.apply(folder.pending()));
    assertTrue(failed.problem().what().startsWith("3 c failed: "), failed.toString());
  }

  /** With an error, with one that ends the transaction, and without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"ABORT, 'no'", "ROLLBACK, 'no'", "IGNORE"})
  void keepsNothingWithoutFlywaysRow(String refusal) {
    bench.apply(SHOP.pending(0, 1));
    target.run(
        "CREATE TRIGGER refuse BEFORE INSERT ON flyway_schema_history BEGIN SELECT RAISE("
            + refusal
            + "); END");
    IgnitionException failed =
        assertThrows(RemoteException.class, () -> bench.apply(SHOP.pending(1, 2)));
    assertEquals(ErrorCode.HISTORY_UNWRITABLE, failed.code());
    assertEquals(List.of("001 SQL yes"), target.history());
    assertEquals(List.of("applied 001"), target.events());
    assertEquals(
        List.of(), target.rows("SELECT name FROM pragma_table_info('shop') WHERE name = 'name'"));
  }
}
