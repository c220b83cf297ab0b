package org.ignition.migration.flyway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.ignition.failure.PartialException;
import org.ignition.migration.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway's table, written by us and by itself. */
class FlywayTableIT {

  private static final Folder SHOP =
      Folder.of(
          "001_shop.sql", "CREATE TABLE shop (id int);",
          "001_shop.down.sql", "DROP TABLE shop;",
          "002_the_name.sql", "ALTER TABLE shop ADD COLUMN name text;\r\n",
          "002_the_name.down.sql", "ALTER TABLE shop DROP COLUMN name;");

  private static final List<String> CATALOG =
      List.of(
          "SELECT attname, attnum, format_type(atttypid, atttypmod), attnotnull,"
              + " pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid ="
              + " attrelid AND adnum = attnum WHERE attnum > 0 AND attrelid ="
              + " 'flyway_schema_history'::regclass ORDER BY attnum",
          "SELECT indexdef FROM pg_indexes WHERE tablename = 'flyway_schema_history' ORDER BY 1",
          "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
              + " 'flyway_schema_history'::regclass ORDER BY 1");

  private static void create(TestTarget target) throws Exception {
    try (Connection session = target.open()) {
      FlywayTable table = FlywayTable.of(target.facts());
      table.create(session);
      table.create(session);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void isMadeAsFlywayMakesIt(int version, @TempDir Path empty) throws Exception {
    try (PostgresTarget ours = PostgresTarget.of(version);
        PostgresTarget theirs = PostgresTarget.of(version)) {
      create(ours);
      RealFlyway.on(theirs, empty, Layout.SEED).migrate();
      for (String query : CATALOG) {
        assertFalse(theirs.rows(query).isEmpty());
        assertEquals(theirs.rows(query), ours.rows(query));
      }
    }
  }

  @Test
  void isMadeAsFlywayMakesItInSqlite(@TempDir Path files, @TempDir Path empty) throws Exception {
    SqliteTarget ours = new SqliteTarget(files.resolve("ours"));
    SqliteTarget theirs = new SqliteTarget(files.resolve("theirs"));
    create(ours);
    RealFlyway.on(theirs, empty, Layout.SEED).migrate();
    String query =
        "SELECT type, name, coalesce(replace(replace(sql, char(10), ''), ' ', ''), '-') FROM"
            + " sqlite_master ORDER BY 1, 2";
    assertEquals(theirs.rows(query), ours.rows(query));
  }

  @Test
  void adoptsWhatOthersApplied(@TempDir Path folder) throws Exception {
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE TABLE shop (id int)", "ALTER TABLE shop ADD COLUMN name text");
      Bench bench = new Bench(target);
      try (Connection session = target.open()) {
        FlywayTable.of(target.facts()).adopt(session, SHOP.scripts(), "");
      }
      RealFlyway flyway = RealFlyway.on(target, SHOP.writeUps(folder), Layout.SEED);
      flyway.validate();
      assertEquals(List.of("001 SUCCESS", "002 SUCCESS"), flyway.info());
      assertEquals(
          List.of("1 postgres the name 0", "0"),
          List.of(
              target
                  .rows(
                      "SELECT 1, installed_by, description, execution_time FROM"
                          + " flyway_schema_history WHERE version = '002'")
                  .getFirst(),
              "0"));
      bench.undo(SHOP.applied().subList(0, 1));
      bench.apply(SHOP.pending(1, 2));
      flyway.validate();
      assertEquals(
          List.of("001 SQL yes", "002 SQL yes", "002 DELETE yes", "002 SQL yes"), target.history());
    }
  }

  @Test
  void forgetsOrCorrectsAFailure(@TempDir Path folder) throws Exception {
    Folder broken =
        Folder.of(
            "1_a.sql",
            "-- ignition: no-transaction\nCREATE TABLE a (id int);\nCREATE TABLE old ();\n");
    RealFlyway flyway;
    try (PostgresTarget target = PostgresTarget.of(17)) {
      target.run("CREATE TABLE old ()");
      Bench bench = new Bench(target);
      flyway = RealFlyway.on(target, broken.writeUps(folder), Layout.SEED);
      FlywayTable table = FlywayTable.of(target.facts());

      assertThrows(PartialException.class, () -> bench.apply(broken.pending()));
      assertThrows(RuntimeException.class, flyway::validate);
      target.run("DROP TABLE a");
      try (Connection session = target.open()) {
        table.forgetFailure(session, broken.pending().getFirst().recorded());
      }
      assertEquals(List.of(), target.history());

      assertThrows(PartialException.class, () -> bench.apply(broken.pending()));
      try (Connection session = target.open()) {
        table.succeed(session, broken.scripts().getFirst(), "octocat");
      }
      flyway.validate();
      assertEquals(List.of("1 SQL yes"), target.history());
    }
  }

  @Test
  void saysThatAnInterruptedOneIsAppliedOfWhichItKnewNothing() throws Exception {
    try (PostgresTarget target = PostgresTarget.of(17);
        Connection session = target.open()) {
      FlywayTable table = FlywayTable.of(target.facts());
      table.succeed(session, SHOP.scripts().getFirst(), "octocat");
      assertEquals(List.of("001 SQL yes"), target.history());
      table.delete(session, SHOP.pending().getFirst().recorded(), "octocat");
      table.delete(session, SHOP.pending().getFirst().recorded(), "octocat");
      assertEquals(List.of("001 SQL yes", "001 DELETE yes"), target.history());
    }
  }

  @Test
  void livesInASchemaWhoseNameNeedsQuotes() throws Exception {
    try (PostgresTarget target = PostgresTarget.of(17);
        Connection session = target.open()) {
      target.run("CREATE SCHEMA \"o'\"\"dd\"");
      FlywayTable table =
          FlywayTable.of(
              new org.ignition.database.TargetFacts("PostgreSQL", 17, "17", "d", "u", "o'\"dd", 0));
      table.adopt(session, SHOP.scripts(), "x");
      assertEquals(
          List.of("2"), target.rows("SELECT count(*) FROM \"o'\"\"dd\".flyway_schema_history"));
    }
  }
}
