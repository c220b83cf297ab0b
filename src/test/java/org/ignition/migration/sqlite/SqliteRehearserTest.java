package org.ignition.migration.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ignition.failure.CancelledException;
import org.ignition.failure.InputException;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Sentences;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteRehearserTest {

  private static final String USERS =
      """
      CREATE TABLE users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email VARCHAR(200) UNIQUE,
        state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'old'))
      );
      CREATE INDEX users_name ON users (name COLLATE NOCASE) WHERE state = 'new';
      """;

  private static final String ORDERS =
      """
      CREATE TABLE orders (
        id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        total NUMERIC
      );
      """;

  private static final String REBUILT =
      """
      CREATE TABLE users_new (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email VARCHAR(200) UNIQUE,
        state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'old'))
      );
      INSERT INTO users_new (id, name, email, state) SELECT id, name, email, state FROM users;
      DROP TABLE users;
      ALTER TABLE users_new RENAME TO users;
      CREATE INDEX users_name ON users (name COLLATE NOCASE) WHERE state = 'new';
      """;

  private static SqliteCase shop() {
    return SqliteCase.of(USERS, "DROP TABLE users;").then(ORDERS, "DROP TABLE orders;");
  }

  private static ScriptRun.Failed failure(ScriptRun run) {
    return assertInstanceOf(ScriptRun.Failed.class, run);
  }

  @Test
  void isCancelledBetweenStatements() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancelledException.class, () -> shop().last());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void provesThatGoodPairIsExact() {
    RehearsedMigration last =
        shop()
            .then(
                "ALTER TABLE users ADD COLUMN phone TEXT;", "ALTER TABLE users DROP COLUMN phone;")
            .last();
    assertEquals(Reversibility.EXACT, last.proof().reversibility());
    assertEquals(Verdict.YES, last.proof().rowsSurvive());
    assertEquals(List.of("orders", "users"), last.rows().populated());
    assertEquals(List.of("users.phone"), last.rows().lossyDown());
    assertEquals(List.of("column users.phone is new"), Sentences.OF_CHANGE.of(last.made()));
    assertEquals(List.of(Rule.B13, Rule.B14, Rule.D6), SqliteCase.rules(last));
  }

  @Test
  void saysWhatBadDownLeavesBehind() {
    RehearsedMigration last =
        shop().then("CREATE INDEX orders_user ON orders (user_id);", "SELECT 1;").last();
    assertEquals(Reversibility.NO, last.proof().reversibility());
    assertEquals(
        List.of("index orders_user is left over after down"),
        Sentences.AFTER_DOWN.of(last.residue()));
    assertTrue(SqliteCase.rules(last).contains(Rule.R3));
  }

  @Test
  void namesLineOfDownThatFails() {
    RehearsedMigration last = shop().then("CREATE TABLE a (x);", "\n\nDROP TABLE b;").last();
    ScriptRun.Failed failed = failure(last.down().orElseThrow());
    assertEquals(new Position(3, 12), failed.where());
    assertEquals("no such table: b", failed.error().message());
    assertEquals(Verdict.NO, last.proof().downRuns());
  }

  @Test
  void takesRebuiltTableForTheSame() {
    RehearsedMigration last = SqliteCase.of(USERS, "").then(REBUILT, REBUILT).last();
    assertEquals(List.of(), Sentences.OF_CHANGE.of(last.made()));
    assertEquals(Reversibility.EXACT, last.proof().reversibility());
    assertEquals(Verdict.YES, last.proof().rowsSurvive());
    assertEquals(List.of(), last.rows().lostByUp());
    List<Rule> rules = SqliteCase.rules(last);
    assertFalse(rules.contains(Rule.D1) || rules.contains(Rule.B3), rules.toString());
    assertTrue(rules.contains(Rule.Q9), rules.toString());
  }

  @Test
  void seesColumnThatRebuildDropped() {
    String without = REBUILT.replace("  email VARCHAR(200) UNIQUE,\n", "").replace("email, ", "");
    RehearsedMigration last = SqliteCase.of(USERS, "").then(without, "SELECT 1;").last();
    assertEquals(List.of("users.email"), last.rows().lostByUp());
    List<Rule> rules = SqliteCase.rules(last);
    assertTrue(rules.containsAll(List.of(Rule.B2, Rule.D1, Rule.R3)), rules.toString());
  }

  @Test
  void seesTypeThatRebuildChanged() {
    RehearsedMigration last =
        SqliteCase.of(USERS, "").then(REBUILT.replace("VARCHAR(200)", "TEXT"), REBUILT).last();
    assertEquals(
        List.of("column users.email is TEXT, was VARCHAR(200)"),
        Sentences.OF_CHANGE.of(last.made()));
    assertTrue(SqliteCase.rules(last).contains(Rule.B4));
  }

  @Test
  void knowsRenamedColumnsAndTables() {
    RehearsedMigration last =
        shop()
            .then(
                "ALTER TABLE users RENAME COLUMN name TO full_name;"
                    + "ALTER TABLE users RENAME TO people;",
                "ALTER TABLE people RENAME TO users;"
                    + "ALTER TABLE users RENAME COLUMN full_name TO name;")
            .last();
    assertEquals(Reversibility.EXACT, last.proof().reversibility());
    assertEquals(List.of(), last.rows().lostByUp());
    assertTrue(SqliteCase.rules(last).containsAll(List.of(Rule.B1, Rule.Q2)));
    assertFalse(SqliteCase.rules(last).contains(Rule.B2));
  }

  @Test
  void seesRowsThatDropTakesAlongAsPragmaDoesNothingInTransaction() {
    RehearsedMigration last = shop().then("PRAGMA foreign_keys = OFF;\n" + REBUILT, REBUILT).last();
    assertEquals(List.of("orders"), last.rows().lostByUp());
    assertTrue(SqliteCase.rules(last).contains(Rule.Q6));
  }

  @Test
  void keepsRowsWhenPragmaWorks() {
    RehearsedMigration last =
        shop()
            .bare()
            .then(
                "PRAGMA foreign_keys = OFF;\nBEGIN;\n"
                    + REBUILT
                    + "PRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys = ON;",
                "SELECT 1;")
            .last();
    assertEquals(List.of(), last.rows().lostByUp());
    assertTrue(last.cloned());
    List<Rule> rules = SqliteCase.rules(last);
    assertFalse(rules.contains(Rule.Q6) || rules.contains(Rule.Q9), rules.toString());
  }

  @Test
  void findsReferencesThatScriptBroke() {
    RehearsedMigration last =
        shop().bare().then("PRAGMA foreign_keys = OFF; DELETE FROM users;", "SELECT 1;").last();
    assertEquals(
        List.of("foreign_key_check: rows of orders refer to rows of users that are not there"),
        last.up().statements().getLast().reasons());
    assertTrue(SqliteCase.rules(last).containsAll(List.of(Rule.Q9, Rule.D3)));
  }

  @Test
  void findsThatDownLosesRowsWhichUpKept() {
    RehearsedMigration last =
        shop().then("CREATE TABLE a (x);", "DROP TABLE a; DELETE FROM orders;").last();
    assertEquals(List.of("orders"), last.rows().lostByDown());
    assertEquals(Verdict.NO, last.proof().rowsSurvive());
    assertTrue(SqliteCase.rules(last).contains(Rule.R6));
  }

  @Test
  void runsWithoutRowsWhatRowsRefuse() {
    RehearsedMigration last =
        shop().then("ALTER TABLE users ADD COLUMN age INTEGER NOT NULL;", "").last();
    assertInstanceOf(ScriptRun.Ran.class, last.up());
    assertTrue(last.rows().refusedUp().isPresent());
    List<Rule> rules = SqliteCase.rules(last);
    assertTrue(rules.containsAll(List.of(Rule.Q3, Rule.V5)), rules.toString());
  }

  @Test
  void namesDefaultThatIsNotConstant() {
    RehearsedMigration last =
        shop().then("ALTER TABLE users ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP;", "").last();
    assertTrue(SqliteCase.rules(last).contains(Rule.Q4));
  }

  @Test
  void namesRebuildThatCopiesNulls() {
    String required = REBUILT.replace("VARCHAR(200) UNIQUE", "VARCHAR(200) NOT NULL UNIQUE");
    RehearsedMigration last = SqliteCase.of(USERS, "").then(required, "").last();
    assertTrue(SqliteCase.rules(last).contains(Rule.Q8));
  }

  @Test
  void placesSyntaxErrorAtItsWord() {
    RehearsedMigration last =
        shop().then("CREATE TABLE a (x);\n\nSELECT x FROM a\nWHERE x = 1 x = 2;", "").last();
    ScriptRun.Failed failed = failure(last.up());
    assertEquals("42601", failed.error().sqlState());
    assertEquals(new Position(4, 13), failed.where());
    assertTrue(SqliteCase.rules(last).contains(Rule.T10));
  }

  @Test
  void namesTypeChangeThatSqliteCannotMake() {
    RehearsedMigration last =
        shop().then("ALTER TABLE users ALTER COLUMN name TYPE integer;", "").last();
    assertTrue(SqliteCase.rules(last).contains(Rule.Q5));
  }

  @Test
  void namesColumnThatCannotBeDropped() {
    RehearsedMigration last = shop().then("ALTER TABLE users DROP COLUMN email;", "").last();
    assertTrue(SqliteCase.rules(last).contains(Rule.Q1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATTACH DATABASE '%s' AS other",
        "/* a */ attach '%s' AS other",
        "VACUUM INTO '%s'",
        "EXPLAIN PRAGMA writable_schema = 1",
        "PRAGMA main.writable_schema = ON",
        "PRAGMA temp_store_directory = '%s'",
        "PRAGMA \"max_page_count\" = 1000000",
        "PRAGMA [hard_heap_limit](0)",
        "PRAGMA schema_version = 7",
        "SELECT load_extension('%s')"
      })
  void refusesWhatReachesBeyondTheDatabase(String sql, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("stolen.db");
    RehearsedMigration last = shop().bare().then(sql.formatted(file), "").last();
    assertEquals("42501", failure(last.up()).error().sqlState());
    assertEquals(List.of(Rule.R11), SqliteCase.rules(last));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup to '%s'",
        "restore from '%s'",
        "SELECT writefile('%s', 'x')",
        "SELECT readfile('%s')",
        "CREATE VIRTUAL TABLE v USING csv(filename='%s')",
        "/* /* nested for one, */ ATTACH '%s' AS x; -- */ SELECT 1",
        "SELECT $$a$$; ATTACH '%s' AS x",
        "SELECT E'\\'; ATTACH '%s' AS x; --'"
      })
  void knowsNoOtherWayToFiles(String sql, @TempDir Path folder) throws Exception {
    RehearsedMigration last =
        shop().bare().then(sql.formatted(folder.resolve("stolen.db")), "").last();
    failure(last.up());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void refusesTextAfterNul() {
    ScriptRun up = shop().then("SELECT 1 \0 garbage", "").last().up();
    assertEquals("42601", failure(up).error().sqlState());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
        "CREATE TABLE a AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r)"
            + " SELECT count(*) FROM r"
      })
  void stopsStatementThatNeverEnds(String sql) {
    RehearsedMigration last = shop().within(Duration.ofSeconds(2)).then(sql, "").last();
    ScriptRun.Failed failed = failure(last.up());
    assertEquals("57014", failed.error().sqlState());
    assertEquals("the statement did not end within 2 s and was stopped", failed.error().message());
    assertEquals(List.of(Rule.R8), SqliteCase.rules(last));
  }

  @Test
  void runsRepeatableScriptsTwiceAfterAllMigrations() {
    SqliteCase shop = shop();
    List<RepeatedScript> repeated =
        shop.repeating(
                shop.script("R__a.sql", "DROP VIEW IF EXISTS a; CREATE VIEW a AS SELECT 1 AS n"),
                shop.script("R__b.sql", "SELECT 1;\nCREATE VIEW b AS SELECT n FROM a"),
                shop.script("R__c.sql", "SELECT nowhere"))
            .repeated();
    assertInstanceOf(ScriptRun.Ran.class, repeated.get(0).second().orElseThrow());
    assertTrue(repeated.get(0).drift().isEmpty(), repeated.get(0)::toString);
    assertEquals(2, ((ScriptRun.Failed) repeated.get(1).second().orElseThrow()).where().line());
    assertInstanceOf(ScriptRun.Failed.class, repeated.get(2).first());
    assertTrue(repeated.get(2).second().isEmpty());
  }

  @Test
  void capsWhatMigrationTakes() {
    RehearsedMigration last =
        shop()
            .then(
                "CREATE TABLE a AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
                    + " SELECT hex(zeroblob(100000)) FROM r",
                "")
            .last();
    assertEquals("53200", failure(last.up()).error().sqlState());
  }

  @Test
  void letsNothingLeakIntoTheNextScript() {
    RehearsedMigration last =
        SqliteCase.of(USERS, "")
            .bare()
            .then("PRAGMA foreign_keys = OFF; CREATE TEMP TABLE orders (x); BEGIN;", "")
            .then(ORDERS, "DROP TABLE orders;")
            .last();
    assertEquals(Reversibility.EXACT, last.proof().reversibility());
  }

  @Test
  void runsVacuumOutsideOfTransactionOnly() {
    assertEquals(
        Reversibility.EXACT,
        shop().bare().then("VACUUM;", "VACUUM;").last().proof().reversibility());
    RehearsedMigration last = shop().then("VACUUM;", "").last();
    assertTrue(SqliteCase.rules(last).contains(Rule.Q7));
  }

  @Test
  void runsWhatAlembicWrites() {
    RehearsedMigration last =
        shop()
            .then(
                """
                CREATE TABLE _alembic_tmp_users (
                  id INTEGER NOT NULL,
                  name TEXT NOT NULL,
                  email VARCHAR(200),
                  state TEXT DEFAULT 'new' NOT NULL,
                  PRIMARY KEY (id),
                  CONSTRAINT uq_email UNIQUE (email),
                  CONSTRAINT ck_state CHECK (state IN ('new', 'old'))
                );
                INSERT INTO _alembic_tmp_users (id, name, email, state)
                  SELECT users.id, users.name, users.email, users.state FROM users;
                DROP TABLE users;
                ALTER TABLE _alembic_tmp_users RENAME TO users;
                """,
                "SELECT 1;")
            .last();
    assertEquals(
        List.of("column users.id refuses NULL", "index users_name is gone"),
        Sentences.OF_CHANGE.of(last.made()));
    assertEquals(List.of("orders"), last.rows().lostByUp());
  }

  @Test
  void readsTriggersViewsAndGeneratedColumns() {
    RehearsedMigration last =
        shop()
            .then(
                """
                ALTER TABLE users ADD COLUMN loud TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL;
                CREATE TRIGGER t AFTER INSERT ON users BEGIN
                  UPDATE users SET name = CASE WHEN 1 THEN 'a' ELSE 'b' END; SELECT 1;
                END;
                CREATE VIEW v AS SELECT id FROM users;
                CREATE VIRTUAL TABLE f USING fts5 (x);
                """,
                """
                DROP TABLE f; DROP VIEW v; DROP TRIGGER t; ALTER TABLE users DROP COLUMN loud;
                """)
            .last();
    assertEquals(Reversibility.EXACT, last.proof().reversibility());
    assertEquals(
        List.of(
            "table f is new",
            "view v is new",
            "column users.loud is new",
            "trigger users.t is new"),
        Sentences.OF_CHANGE.of(last.made()));
  }

  @Test
  void refusesFixturesThatDoNotFit() {
    SqliteCase unfit = shop().with("INSERT INTO nope VALUES (1);");
    InputException refused = assertThrows(InputException.class, unfit::last);
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.contains("no such table: nope"), said);
  }

  @Test
  void namesTablesThatNoRowFits() {
    RehearsedMigration last =
        SqliteCase.of("CREATE TABLE a (x INTEGER NOT NULL CHECK (x * x = 49));", "")
            .then("SELECT 1;", "")
            .last();
    assertEquals(List.of("a"), last.rows().empty());
  }

  @Test
  void stopsAtUpThatFailsAndNamesThoseNotTried() {
    List<RehearsedMigration> rehearsed = new ArrayList<>();
    RehearsalOutcome outcome = shop().then("SELEC 1;", "").then("SELECT 1;", "").outcome(rehearsed);
    assertEquals(3, rehearsed.size());
    assertTrue(outcome.stopped().isPresent());
    assertEquals(1, outcome.notRehearsed().size());
    assertTrue(outcome.schema().isEmpty());
  }
}
