package org.ignition.migration.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What downs would lose in real files. */
class SqliteLossTest {

  @TempDir Path folder;
  private CountedDatabase database;

  @BeforeEach
  void make() throws Exception {
    database = CountedDatabase.sqlite(folder.resolve("a.db"), "PRAGMA foreign_keys = ON");
    database.run(
        """
        CREATE TABLE Users (id INTEGER PRIMARY KEY, name TEXT, Phone TEXT, twice AS (id * 2));
        INSERT INTO Users (name, phone) VALUES ('a', '1'), ('b', NULL), ('c', '3');
        CREATE TABLE orders (id INTEGER, user_id INTEGER REFERENCES users ON DELETE CASCADE);
        INSERT INTO orders VALUES (1, 1), (2, 1);
        CREATE TABLE notes (id INTEGER, user_id INTEGER REFERENCES USERS ON DELETE SET NULL);
        INSERT INTO notes VALUES (1, 1);
        CREATE VIEW v AS SELECT * FROM users
        """);
  }

  private void loses(LossVerdict verdict, String down, String... what) {
    assertEquals(List.of(what), database.lost(down));
    assertEquals(verdict, database.estimate(down).verdict());
  }

  @Test
  void countsRowsAndValuesThatGo() {
    loses(LossVerdict.SOME, "DROP TABLE [ORDERS]", "table main.orders and its 2 rows");
    loses(
        LossVerdict.SOME,
        "ALTER TABLE users DROP COLUMN `PHONE`; ALTER TABLE users DROP twice",
        "column main.Users.phone with 2 values");
    loses(LossVerdict.NOTHING, "DROP VIEW v; DROP TABLE IF EXISTS absent; DROP INDEX i");
  }

  @Test
  void countsWhatForeignKeysTakeAlong() throws Exception {
    loses(
        LossVerdict.SOME,
        "DROP TABLE users",
        "table main.Users and its 3 rows",
        "up to 1 value of column main.notes.user_id, cleared by a foreign key",
        "up to 2 rows of table main.orders, deleted by a foreign key");
    assertEquals(
        List.of("table main.Users and its 3 rows"),
        CountedDatabase.sqlite(folder.resolve("a.db"), "PRAGMA foreign_keys = OFF")
            .lost("DROP TABLE users"));
  }

  @Test
  void knowsThatTheSettingOfForeignKeysDoesNothingInATransaction() {
    String down = "PRAGMA foreign_keys = OFF; DROP TABLE users";
    assertEquals(3, count(UndoScript.of("x", down, true)));
    assertEquals(1, count(UndoScript.of("x", down, false)));
  }

  private int count(UndoScript down) {
    return new LossCounter(database, CountLimits.USUAL)
        .estimate(List.of(down))
        .migrations()
        .getFirst()
        .losses()
        .size();
  }

  @Test
  void followsATableThatIsBuiltAnew() {
    UndoScript down =
        UndoScript.of(
            "0003",
            """
            PRAGMA foreign_keys = OFF;
            CREATE TABLE "users_new" (id INTEGER PRIMARY KEY, title TEXT);
            INSERT INTO users_new (id, title) SELECT id, name FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;
            """,
            false);
    UndoScript older = UndoScript.of("0002", "ALTER TABLE users DROP COLUMN title", false);
    LossEstimate estimate =
        new LossCounter(database, CountLimits.USUAL).estimate(List.of(down, older));
    assertEquals(
        List.of("column main.Users.phone with 2 values", "column main.Users.name with 3 values"),
        estimate.migrations().stream()
            .flatMap(each -> each.losses().stream())
            .map(Loss::what)
            .toList());
  }

  @Test
  void knowsTemporaryTablesByTheirSchema() {
    loses(
        LossVerdict.SOME,
        "CREATE TABLE Temp.kept AS SELECT * FROM orders; DROP TABLE orders",
        "table main.orders and its 2 rows");
    loses(
        LossVerdict.NOTHING,
        """
        CREATE TEMP TABLE kept AS SELECT * FROM orders;
        DROP TABLE orders;
        CREATE TABLE orders (id INTEGER, user_id INTEGER);
        INSERT INTO orders SELECT * FROM temp.kept;
        DROP TABLE temp.kept
        """);
  }

  @Test
  void knowsThatACopyMayLeaveOutRowsThatAreInTheWay() {
    for (String verb : List.of("INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE")) {
      loses(
          LossVerdict.UNKNOWN,
          "CREATE TABLE kept (id INTEGER, user_id INTEGER UNIQUE); "
              + verb
              + " INTO kept SELECT * FROM orders; DROP TABLE orders",
          "up to 2 rows of table main.orders, not copied before it goes");
    }
  }

  @Test
  void saysThatThereAreSomeWhenItHasNoTime() {
    CountLimits hasty = new CountLimits(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
    LossEstimate estimate =
        database.estimate(
            hasty, "DROP TABLE orders; DELETE FROM notes; ALTER TABLE users DROP phone");
    assertEquals(
        List.of(
            "table main.orders and at least 1 row",
            "at least 1 row of table main.notes, deleted",
            "column main.Users.phone with at least 1 value"),
        estimate.migrations().getFirst().losses().stream().map(Loss::what).toList());
  }

  @Test
  void stopsACountThatTakesTooLong() throws Exception {
    database.run(
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            + " SELECT i FROM n");
    SqliteCounts counts =
        new SqliteCounts(
            database.connect("test"),
            new CountLimits(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ZERO));
    Counted counted =
        counts.rows(
            new LiveObject(NamedKind.RELATION, 0, "main", "endless", LiveObject.Content.ROWS),
            false);
    assertEquals(Exactness.AT_LEAST, counted.exactness());
  }
}
