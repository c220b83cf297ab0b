package org.ignition.migration.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.MigrationCost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDataRehearsalTest {

  @TempDir Path home;
  private Path file;

  @BeforeEach
  void create() throws Exception {
    file = home.resolve("shop.db");
    run(
        "PRAGMA journal_mode = WAL",
        "CREATE TABLE users (id integer PRIMARY KEY)",
        "CREATE TABLE orders (id integer PRIMARY KEY, user_id integer REFERENCES users (id))",
        "INSERT INTO users VALUES (1), (2)",
        "INSERT INTO orders VALUES (1, 1), (2, 2)");
  }

  private void run(String... statements) throws SQLException {
    try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = session.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static String failure(MigrationCost cost) {
    return cost.up().failure().orElse("none");
  }

  private static String downFailure(MigrationCost cost) {
    return cost.down().orElseThrow().failure().orElse("none");
  }

  @Test
  void runsEachUpDownAndUpOnWhatTheOneBeforeLeft() throws Exception {
    DataRehearsal.Outcome outcome =
        SqliteCase.of(
                "ALTER TABLE users ADD COLUMN name text;", "ALTER TABLE users DROP COLUMN name;")
            .then("UPDATE users SET name = 'Ann';", "")
            .on(file);
    assertEquals(List.of(), outcome.notTried());
    outcome.costs().forEach(cost -> assertEquals("none", failure(cost)));
    assertEquals("none", downFailure(outcome.costs().getFirst()));
    try (Stream<Path> files = Files.list(home)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void stopsAtWhatTheRowsDoNotAllow() {
    DataRehearsal.Outcome outcome =
        SqliteCase.of("UPDATE users SET id = 1;", "")
            .then("CREATE TABLE carts (id integer);", "")
            .on(file);
    assertEquals(1, outcome.costs().size());
    assertTrue(failure(outcome.costs().getFirst()).contains("UNIQUE"), outcome::toString);
    assertEquals(1, outcome.notTried().size());
  }

  /** As `migrate` rolls it back. */
  @Test
  void takesAReferenceToNothingForAFailure() {
    DataRehearsal.Outcome outcome =
        new SqliteCase()
            .bare()
            .then("PRAGMA foreign_keys = OFF; DELETE FROM users WHERE id = 2;", "")
            .on(file);
    assertTrue(
        failure(outcome.costs().getFirst()).contains("rows of orders refer to rows of users"),
        outcome::toString);
  }

  @Test
  void goesOnAfterADownThatLeftNothingAndOnlyThen() {
    String down = "CREATE TABLE half (id integer); UPDATE users SET id = 1;";
    String more = "CREATE TABLE carts (id integer);";
    DataRehearsal.Outcome wrapped =
        SqliteCase.of("CREATE TABLE one (id integer);", down).then(more, "").on(file);
    assertTrue(downFailure(wrapped.costs().getFirst()).contains("UNIQUE"), wrapped::toString);
    assertEquals(List.of(), wrapped.notTried());
    DataRehearsal.Outcome bare =
        new SqliteCase()
            .bare()
            .then("CREATE TABLE two (id integer);", down)
            .then("CREATE TABLE three (id integer);", "")
            .on(file);
    assertTrue(downFailure(bare.costs().getFirst()).contains("UNIQUE"), bare::toString);
    assertEquals(1, bare.notTried().size());
  }

  /** What is rehearsed in memory must not. */
  @Test
  void mayBeLargerThanWhatFitsIntoMemory() throws Exception {
    run("CREATE TABLE pictures (bytes blob)", "INSERT INTO pictures VALUES (zeroblob(40000000))");
    DataRehearsal.Outcome outcome =
        SqliteCase.of(
                "INSERT INTO pictures SELECT zeroblob(40000000) FROM users;",
                "DELETE FROM pictures WHERE rowid > 1;")
            .then("CREATE INDEX pictures_bytes ON pictures (bytes); VACUUM;", "")
            .on(file);
    assertEquals("none", failure(outcome.costs().getFirst()));
  }

  @Test
  void reachesNoOtherFile() {
    DataRehearsal.Outcome outcome =
        SqliteCase.of("ATTACH '" + home.resolve("other.db") + "' AS other;", "").on(file);
    assertTrue(
        failure(outcome.costs().getFirst()).contains("must not reach other database files"),
        outcome::toString);
  }
}
