package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;
import org.ignition.migration.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downs on a real PostgreSQL, and what Flyway makes of them. */
class UndoerIT {

  private static final Folder SHOP =
      Folder.of(
          "001_shop.sql", "CREATE TABLE shop (id int);",
          "001_shop.down.sql", "DROP TABLE shop;",
          "002_name.sql", "ALTER TABLE shop ADD COLUMN name text;",
          "002_name.down.sql", "ALTER TABLE shop DROP COLUMN name;",
          "003_index.sql", "CREATE INDEX CONCURRENTLY i ON shop (name);",
          "003_index.down.sql", "DROP INDEX CONCURRENTLY i;");

  @Test
  void goesUpDownAndUpAgainWithFlywayAgreeing(@TempDir Path folder) throws Exception {
    SHOP.writeUps(folder);
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      RealFlyway flyway = RealFlyway.on(target, folder, Layout.SEED);
      bench.apply(SHOP.pending());
      flyway.validate();
      assertEquals(List.of("001 SUCCESS", "002 SUCCESS", "003 SUCCESS"), flyway.info());

      bench.undo(SHOP.applied().subList(0, 2));
      flyway.validate();
      assertTrue(flyway.info().containsAll(List.of("001 SUCCESS", "002 PENDING", "003 PENDING")));
      assertEquals(
          List.of("001 SQL yes", "002 SQL yes", "003 SQL yes", "003 DELETE yes", "002 DELETE yes"),
          target.history());
      assertEquals(
          List.of("undo-begun 003", "undone 003", "undone 002"), target.events().subList(4, 7));
      assertEquals(
          List.of("1"),
          target.rows(
              "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM flyway_schema_history WHERE"
                  + " version = '002' AND type = 'DELETE' UNION ALL SELECT xmin FROM test_events"
                  + " WHERE version = '002' AND kind = 'undone') x"));

      bench.apply(SHOP.pending(1, 3));
      flyway.validate();
      assertFalse(flyway.info().toString().contains("PENDING"), flyway.info().toString());
      bench.undo(SHOP.applied());
      flyway.validate();
      bench.apply(SHOP.pending());
      flyway.validate();
      assertFalse(flyway.info().toString().contains("PENDING"), flyway.info().toString());
    }
  }

  @Test
  void letsFlywayItselfGoOnAfterAnUndo(@TempDir Path folder) throws Exception {
    SHOP.writeUps(folder);
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 2));
      bench.undo(SHOP.applied().subList(1, 2));
      // Without what only our own setting spares it, an index that is made concurrently.
      Files.delete(folder.resolve("003_index.sql"));
      RealFlyway flyway = RealFlyway.on(target, folder, Layout.SEED);
      flyway.migrate();
      flyway.validate();
      assertEquals(List.of(), target.rows("SELECT name FROM shop"));
      assertEquals(
          List.of("001 SQL yes", "002 SQL yes", "002 DELETE yes", "002 SQL yes"), target.history());
    }
  }

  @Test
  void keepsEverythingWhenADownFails() {
    Folder folder =
        Folder.of(
            "1_a.sql", "CREATE TABLE a (id int);",
            "1_a.down.sql", "-- first\nDROP TABLE a;\nDROP TABLE   nowhere;\n",
            "2_b.sql", "CREATE TABLE b (id int);",
            "2_b.down.sql", "DROP TABLE b;");
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      IgnitionException failed =
          assertThrows(PartialException.class, () -> bench.undo(folder.applied()));
      assertEquals(ErrorCode.MIGRATION_FAILED, failed.code());
      assertEquals(
          "The down of 1 a failed: table \"nowhere\" does not exist", failed.problem().what());
      assertTrue(failed.problem().why().startsWith("In line 3 of the stored script. "));
      assertTrue(failed.problem().at().isEmpty());
      assertEquals(List.of("1 SQL yes", "2 SQL yes", "2 DELETE yes"), target.history());
      assertEquals(List.of(), target.rows("SELECT * FROM a"));
    }
  }

  @Test
  void recordsADownThatStoppedHalfway() {
    Folder folder =
        Folder.of(
            "1_a.sql", "CREATE TABLE a (id int); CREATE INDEX i ON a (id);",
            "1_a.down.sql", "DROP INDEX CONCURRENTLY i;\nDROP TABLE nowhere;\n");
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      PartialException failed =
          assertThrows(PartialException.class, () -> bench.undo(folder.applied()));
      assertTrue(failed.problem().advice().contains("`repair: undone`"), failed::toString);
      assertEquals(List.of("1 SQL yes"), target.history());
      assertEquals(List.of("applied 1", "undo-begun 1", "undo-failed 1"), target.events());
      assertEquals(
          List.of(
              "statement 2 of 2 failed: line 2, DROP TABLE nowhere: table \"nowhere\" does not"
                  + " exist; took effect: line 1, DROP INDEX CONCURRENTLY i"),
          target.rows("SELECT remark FROM test_events WHERE kind = 'undo-failed'"));
    }
  }

  @Test
  void undoesNothingWhenOneHasNoDown() {
    Folder folder =
        Folder.of(
            "1_a.sql", "CREATE TABLE a ();",
            "2_b.sql", "CREATE TABLE b ();",
            "2_b.down.sql", "DROP TABLE b;");
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      IgnitionException refused =
          assertThrows(PolicyException.class, () -> bench.undo(folder.applied()));
      assertEquals(ErrorCode.UNDO_IMPOSSIBLE, refused.code());
      assertEquals(List.of("1 SQL yes", "2 SQL yes"), target.history());
    }
  }

  @Test
  void refusesAStoredDownThatCommits() {
    Folder folder =
        Folder.of(
            "1_a.sql", "CREATE TABLE a ();", "1_a.down.sql", "DROP TABLE a; COMMIT; SELECT 1;");
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(folder.pending());
      assertThrows(InputException.class, () -> bench.undo(folder.applied()));
      assertEquals(List.of("1 SQL yes"), target.history());
    }
  }

  @Test
  void rollsADownBackThatCannotBeRecorded() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 2));
      bench.recorder.fails = "002";
      assertThrows(RemoteException.class, () -> bench.undo(SHOP.applied().subList(1, 2)));
      assertEquals(List.of("001 SQL yes", "002 SQL yes"), target.history());
      assertEquals(List.of(), target.rows("SELECT name FROM shop"));
    }
  }

  @Test
  void stopsWhenTheLockIsLost() {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      Bench bench = new Bench(target);
      bench.apply(SHOP.pending(0, 1));
      var lock = target.lock();
      lock.close();
      IgnitionException failed =
          assertThrows(RemoteException.class, () -> bench.undo(SHOP.applied().subList(2, 3), lock));
      assertEquals(ErrorCode.DATABASE_LOST, failed.code());
      assertEquals(List.of(), target.rows("SELECT * FROM shop"));
    }
  }
}
