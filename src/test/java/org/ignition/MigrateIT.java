package org.ignition;

import static org.ignition.Shop.Run.assertEnds;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database migrated as users migrate it, on a real server. */
@Timeout(180)
class MigrateIT {

  private static final String ALL = "all";

  @TempDir Path home;
  private MigratedShop shop;

  @BeforeEach
  void create() throws Exception {
    shop = MigratedShop.create(home, 17);
  }

  @AfterEach
  void drop() throws Exception {
    shop.close();
  }

  private static void assertRefused(int code, String error, Shop.Run run) {
    assertEquals(code, run.code(), run::toString);
    assertEquals(error, run.output("error-code"), run::toString);
  }

  private void migrated(String... names) throws Exception {
    for (String name : names) {
      shop.table(name);
    }
    assertEnds(0, "done", shop.migrate("phase", ALL));
  }

  @Test
  void appliesWhatIsPendingAndTellsTheApplication() throws Exception {
    shop.table("0001_users").table("0002_orders");
    Shop.Run run = shop.migrate();
    assertEnds(0, "done", run);
    assertEquals("2", run.output("schema-version"));
    assertEquals("0001\n0002", run.output("applied"));
    assertEquals("", run.output("pending"));
    assertEquals("", run.output("backup"), "an empty database has nothing to save");
    assertEquals("2", shop.version());
    assertEquals(
        List.of("2", "1"),
        shop.query("SELECT * FROM schema_migrations ORDER BY version DESC LIMIT 5"));
    assertTrue(run.summary().contains("The schema is at 2"), run::summary);
  }

  @Test
  void recordsWhatUndoesEachAndForWhom() throws Exception {
    migrated("0001_users");
    assertEquals(
        List.of("DROP TABLE users;"),
        shop.query("SELECT btrim(down_script, E'\\n') FROM ignition_migrations"));
    assertEquals(List.of("octocat"), shop.query("SELECT actor FROM ignition_migrations"));
    assertEquals(
        List.of("https://github.com/acme/shop/actions/runs/7/attempts/1"),
        shop.query("SELECT run_url FROM ignition_migrations"));
    assertEquals(
        List.of(shop.shop().head()), shop.query("SELECT release_sha FROM ignition_migrations"));
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    migrated("0001_users");
    Shop.Run run = shop.migrate();
    assertEnds(0, "unchanged", run);
    assertEquals("1", run.output("schema-version"));
    assertFalse(run.summary().contains("What was done"), "there is nothing to list");
    assertEquals(List.of("1"), shop.query("SELECT count(*) FROM ignition_migrations"));
  }

  /** One that takes a third of a second to read has another session look for who is in its way. */
  @Test
  void asksLittleWhereNothingIsPending() throws Exception {
    migrated("0001_users");
    List<Integer> roundTrips = new ArrayList<>();
    while (roundTrips.size() < 3 && roundTrips.stream().noneMatch(each -> each <= 12)) {
      try (TcpDoor door = shop.door()) {
        assertEnds(0, "unchanged", shop.migrate("database-url", shop.url(door)));
        roundTrips.add(door.answered());
      }
    }
    assertTrue(roundTrips.getLast() <= 12, () -> roundTrips + " round trips");
  }

  @Test
  void onlyPlansInADryRun() throws Exception {
    shop.table("0001_users");
    Shop.Run run = shop.migrate("dry-run", "true");
    assertEnds(0, "planned", run);
    assertTrue(run.out().contains("apply 0001 users"), run::toString);
    assertEquals(List.of(), shop.tables());
    assertEquals("0001", run.output("pending"));
  }

  @Test
  void rehearsesWhatNobodyObservedAndStopsExpandingAtADrop() throws Exception {
    migrated("0001_users");
    shop.pair(
        "0002_add_email",
        "ALTER TABLE users ADD COLUMN email text;",
        "ALTER TABLE users DROP COLUMN email;");
    shop.pair(
        "0003_drop_users",
        "DROP TABLE users;",
        "CREATE TABLE users (id bigint PRIMARY KEY, email text);");
    Shop.Run expanded = shop.migrate();
    assertEnds(0, "done", expanded);
    assertEquals("0002", expanded.output("applied"));
    assertEquals("0003", expanded.output("pending"));
    assertTrue(
        expanded.summary().contains("| 2 | 3 | planned | runs |"),
        () -> "the release does not wait for what waits for it: " + expanded.summary());
    assertRefused(3, "IGN-MIG-013", shop.migrate("phase", "contract"));
    Shop.Run contracted = shop.migrate("phase", "contract", "drained", "true");
    assertEnds(0, "done", contracted);
    assertEquals("0003", contracted.output("applied"));
    assertEquals(
        List.of("additive", "destructive"),
        shop.query(
            "SELECT classification FROM ignition_migrations WHERE sequence > 1 ORDER BY id"));
  }

  @Test
  void backsUpBeforeItDestroys() throws Exception {
    migrated("0001_users");
    shop.pair(
        "0002_drop_users", "DROP TABLE users;", "CREATE TABLE users (id bigint PRIMARY KEY);");
    Shop.Run run = shop.migrate("phase", ALL);
    assertEnds(0, "done", run);
    assertEquals("*\n", shop.shop().read("backups/.gitignore"), "git passes them over");
    assertTrue(run.output("backup").matches("backup_\\d{8}_\\d{6}.*\\.dump"), run::toString);
    assertEquals(
        List.of(run.output("backup")),
        shop.query(
            "SELECT split_part(backup, ' sha256:', 1) FROM ignition_migrations WHERE sequence = 2"));
  }

  @Test
  void takesUpAFirstRunThatWasCutShortAsIfItWereTheFirst() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_tidy", "ALTER TABLE users DROP COLUMN nobody;", "SELECT 1;");
    assertEnds(5, "partial", shop.migrate());
    shop.pair("0002_tidy", "ALTER TABLE users DROP COLUMN id;", "SELECT 1;");
    Shop.Run rest = shop.migrate();
    assertEnds(0, "done", rest);
    assertEquals("0002", rest.output("applied"));
    assertEquals(
        List.of("first-run", "ignition"), shop.query("SELECT origin FROM ignition_migrations"));
    assertWaits("0003_more");
  }

  @Test
  void takesUpAFirstRunThatWasCutWhereNoTransactionSurroundedIt() throws Exception {
    shop.table("0001_users");
    shop.pair(
        "0002_index",
        "CREATE UNIQUE INDEX CONCURRENTLY one ON users (id, nobody);",
        "DROP INDEX CONCURRENTLY one;");
    shop.pair("0003_tidy", "ALTER TABLE users DROP COLUMN id;", "SELECT 1;");
    assertEnds(5, "partial", shop.migrate());
    shop.pair(
        "0002_index",
        "CREATE UNIQUE INDEX CONCURRENTLY one ON users (id);",
        "DROP INDEX CONCURRENTLY one;");
    Shop.Run rest = shop.migrate("repair", "undone");
    assertEnds(0, "done", rest);
    assertEquals("0002\n0003", rest.output("applied"));
    assertWaits("0004_more");
  }

  @Test
  void endsAFirstRunThatWasCutShortWhereNothingMoreIsToCome() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_tidy", "ALTER TABLE users DROP COLUMN nobody;", "SELECT 1;");
    assertEnds(5, "partial", shop.migrate());
    shop.remove("0002_tidy.sql");
    shop.remove("0002_tidy.down.sql");
    assertEnds(0, "done", shop.migrate());
    assertEnds(0, "unchanged", shop.migrate());
    assertWaits("0002_more");
  }

  /** A version may run by now. */
  private void assertWaits(String name) throws Exception {
    shop.pair(name, "DROP TABLE users;", "SELECT 1;");
    Shop.Run run = shop.migrate();
    assertEnds(0, "unchanged", run);
    assertEquals(name.substring(0, 4), run.output("pending"), run::toString);
  }

  @Test
  void stopsWhereItIsTold() throws Exception {
    shop.table("0001_users").table("0002_orders").table("0003_carts");
    Shop.Run run = shop.migrate("to", "2");
    assertEquals("0001\n0002", run.output("applied"));
    assertEquals("2", shop.version());
    assertRefused(2, "IGN-MIG-018", shop.migrate("to", "7"));
  }

  @Test
  void goesBackByTheStoredScriptsAndUpAgain() throws Exception {
    migrated("0001_users", "0002_orders", "0003_carts");
    shop.remove("0003_carts.sql");
    shop.remove("0003_carts.down.sql");
    assertRefused(3, "IGN-MIG-014", shop.migrate("to", "1"));
    Shop.Run down = shop.migrate("to", "1", "allow-down", "true");
    assertEnds(0, "done", down);
    assertEquals("0003\n0002", down.output("undone"));
    assertEquals("0002", down.output("pending"), "the folder holds no 0003 that could wait");
    assertEquals("1", shop.version());
    assertFalse(shop.tables().contains("orders"));
    shop.table("0003_carts");
    assertEnds(0, "done", shop.migrate());
    assertEquals("3", shop.version());
    assertTrue(shop.tables().containsAll(List.of("orders", "carts")));
  }

  @Test
  void showsTheStoredScriptWhereTheReleaseHoldsAnother() throws Exception {
    migrated("0001_users", "0002_orders");
    shop.pair("0002_orders", "CREATE TABLE orders (id bigint PRIMARY KEY);", "SELECT 1;");
    Shop.Run run = shop.migrate("to", "1", "allow-down", "true");
    assertEnds(0, "done", run);
    assertTrue(run.out().contains("0002_orders.down.sql"), run::toString);
    assertTrue(run.out().contains("Stored is: DROP TABLE orders;"), run::toString);
    assertTrue(run.summary().contains("DROP TABLE orders;"), run::summary);
    assertFalse(shop.tables().contains("orders"), "the stored one ran");
  }

  @Test
  void countsWhatGoingBackWouldLose() throws Exception {
    migrated("0001_users", "0002_orders");
    shop.sql("INSERT INTO orders SELECT generate_series(1, 12)");
    Shop.Run refused = shop.migrate("to", "1", "allow-down", "true");
    assertRefused(3, "IGN-MIG-016", refused);
    assertTrue(refused.out().contains("12 rows"), refused::toString);
    Shop.Run run = shop.migrate("to", "1", "allow-down", "true", "allow-data-loss", "true");
    assertEnds(0, "done", run);
    assertFalse(run.output("backup").isEmpty(), run::toString);
  }

  @Test
  void goesBackToBeforeTheFirst() throws Exception {
    migrated("0001_users");
    assertEnds(0, "done", shop.migrate("to", "0", "allow-down", "true"));
    assertEquals("null", shop.version());
    assertFalse(shop.tables().contains("users"));
  }

  @Test
  void keepsNothingOfATransactionalFileThatFails() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_broken", "CREATE TABLE half (id int);\n\nSELECT 1 / 0;", "DROP TABLE half;");
    Shop.Run run = shop.migrate("phase", ALL);
    assertRefused(5, "IGN-MIG-011", run);
    assertTrue(run.out().contains("0002_broken.sql,line=3"), run::toString);
    assertTrue(run.out().contains("division by zero"), run::toString);
    assertEquals("0001", run.output("applied"), "what stays is told though the run failed");
    assertTrue(run.logLine().contains("\"applied\":1"), run::logLine);
    assertFalse(shop.tables().contains("half"));
    assertEquals("1", shop.version());
    shop.pair("0002_broken", "CREATE TABLE half (id int);", "DROP TABLE half;");
    assertEnds(0, "done", shop.migrate("phase", ALL));
    assertEquals("2", shop.version());
  }

  @Test
  void asksForARepairWhereNoTransactionSurroundedWhatFailed() throws Exception {
    migrated("0001_users");
    shop.sql("INSERT INTO users VALUES (1)", "ALTER TABLE users ADD COLUMN name text");
    shop.pair(
        "0002_index",
        "CREATE INDEX CONCURRENTLY users_name ON users (name);\n"
            + "CREATE UNIQUE INDEX CONCURRENTLY users_one ON users ((1 / (id - id)));",
        "DROP INDEX users_name;");
    Shop.Run failed = shop.migrate("phase", ALL);
    assertEquals("IGN-MIG-011", failed.output("error-code"), failed::toString);
    assertTrue(failed.out().contains("users_one"), failed::toString);
    Shop.Run again = shop.migrate("phase", ALL);
    assertRefused(3, "IGN-MIG-008", again);
    assertTrue(again.out().contains("repair: undone"), again::toString);
    assertTrue(again.out().contains("It was left so: statement 2 of 2 failed"), again::toString);
    Shop.Run planned = shop.migrate("phase", ALL, "repair", "undone", "dry-run", "true");
    assertFalse(planned.out().contains("a migration was left"), "the plan settles it: " + planned);
    shop.sql("DROP INDEX IF EXISTS users_name", "DROP INDEX IF EXISTS users_one");
    shop.pair(
        "0002_index",
        "CREATE INDEX CONCURRENTLY users_name ON users (name);",
        "DROP INDEX users_name;");
    assertEnds(0, "done", shop.migrate("phase", ALL, "repair", "undone"));
    assertEquals("2", shop.version());
    assertRefused(2, "IGN-INP-002", shop.migrate("repair", "undone"));
  }

  @Test
  void refusesFilesThatAreNotWhatWasApplied() throws Exception {
    migrated("0001_users", "0003_orders");
    shop.pair("0001_users", "CREATE TABLE users (id text);", "DROP TABLE users;");
    Shop.Run edited = shop.migrate("phase", ALL);
    assertRefused(3, "IGN-MIG-007", edited);
    assertTrue(edited.out().contains("0001_users.sql"), edited::toString);
    shop.table("0001_users").table("0002_between");
    Shop.Run between = shop.migrate("phase", ALL);
    assertRefused(3, "IGN-MIG-007", between);
    assertTrue(between.out().contains("0002_between.sql"), between::toString);
    shop.remove("0002_between.sql");
    shop.remove("0002_between.down.sql");
    shop.remove("0003_orders.sql");
    shop.remove("0003_orders.down.sql");
    Shop.Run missing = shop.migrate("phase", ALL);
    assertRefused(3, "IGN-MIG-007", missing);
    assertTrue(missing.out().contains("0003"), missing::toString);
  }

  @ParameterizedTest
  @CsvSource({"text, 0001|0002", "integer, 1|2", "bigint, 1|2", "text, 1|2"})
  void adoptsATableThatIsKeptByHandAndKeepsItInStep(String type, String versions) throws Exception {
    shop.table("0001_users").table("0002_orders").table("0003_carts");
    shop.sql(
        "CREATE TABLE users (id bigint PRIMARY KEY)",
        "CREATE TABLE orders (id bigint PRIMARY KEY)",
        "CREATE TABLE schema_migrations (version " + type + " PRIMARY KEY)");
    List<String> rows = List.of(versions.split("\\|", -1));
    for (String version : rows) {
      shop.sql("INSERT INTO schema_migrations VALUES ('" + version + "')");
    }
    Shop.Run run = shop.migrate("phase", ALL);
    assertEnds(0, "done", run);
    assertEquals("0003", run.output("applied"));
    String third = versions.startsWith("0") ? "0003" : "3";
    assertEquals(third, shop.version());
    assertEnds(0, "done", shop.migrate("to", "2", "allow-down", "true"));
    assertEquals(rows.getLast(), shop.version());
  }

  @Test
  void adoptsGolangMigrateUnlessItIsDirty() throws Exception {
    shop.table("0001_users").table("0002_orders");
    shop.sql(
        "CREATE TABLE users (id bigint PRIMARY KEY)",
        "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)",
        "INSERT INTO schema_migrations VALUES (1, true)");
    assertRefused(3, "IGN-MIG-008", shop.migrate("phase", ALL));
    shop.sql("UPDATE schema_migrations SET dirty = false");
    Shop.Run run = shop.migrate("phase", ALL);
    assertEquals("0002", run.output("applied"), run::toString);
    assertEquals(List.of("2"), shop.query("SELECT version FROM schema_migrations WHERE NOT dirty"));
  }

  @Test
  void guessesNothingOfADatabaseWithoutHistory() throws Exception {
    shop.table("0001_users").table("0002_orders");
    shop.sql("CREATE TABLE users (id bigint PRIMARY KEY)");
    Shop.Run refused = shop.migrate("phase", ALL);
    assertRefused(3, "IGN-MIG-006", refused);
    assertTrue(refused.out().contains("baseline"), refused::toString);
    shop.sql("CREATE TABLE schema_migrations (version int, author text NOT NULL)");
    assertTrue(
        shop.migrate("phase", ALL).out().contains("schema_migrations holds is not taken"),
        "a table that is not read is named");
    shop.sql("DROP TABLE schema_migrations");
    assertRefused(2, "IGN-MIG-018", shop.migrate("phase", ALL, "baseline", "9"));
    Shop.Run run = shop.migrate("phase", ALL, "baseline", "1");
    assertEnds(0, "done", run);
    assertEquals("0002", run.output("applied"));
    assertEquals(
        List.of("baseline", "ignition"),
        shop.query("SELECT origin FROM ignition_migrations ORDER BY id"));
    assertEnds(0, "unchanged", shop.migrate("phase", ALL));
  }

  @Test
  void saysWhyNobodyCouldObserveWhatIsToCome() throws Exception {
    shop.pair("0001_places", "CREATE EXTENSION of_production;", "DROP EXTENSION of_production;");
    shop.sql("CREATE TABLE places (id bigint PRIMARY KEY)");
    assertEnds(0, "done", shop.migrate("baseline", "1"));
    shop.table("0002_users");
    Shop.Run refused = shop.migrate();
    assertRefused(3, "IGN-MIG-013", refused);
    assertTrue(refused.out().contains("0001_places.sql:1: "), refused::toString);
  }

  @Test
  void appliesOnceHoweverManyRunAtOnce() throws Exception {
    shop.table("0001_users").table("0002_orders");
    shop.shop().commit("migrations");
    List<Callable<Shop.Run>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> shop.step("phase", ALL));
    }
    List<String> results = new ArrayList<>();
    List<Shop.Run> failed = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(20)) {
      for (Future<Shop.Run> run : pool.invokeAll(calls)) {
        results.add(run.get().output("result"));
        if (run.get().code() != 0) {
          failed.add(run.get());
        }
      }
    }
    assertEquals(List.of(), failed);
    assertEquals(1, results.stream().filter("done"::equals).count(), results::toString);
    assertEquals(19, results.stream().filter("unchanged"::equals).count(), results::toString);
    assertEquals(List.of("2"), shop.query("SELECT count(*) FROM ignition_migrations"));
  }

  @Test
  void saysWhoHoldsTheLock() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_slow", "SELECT pg_advisory_xact_lock(4242);", "SELECT 1;");
    try (Connection holder = shop.connect();
        Statement statement = holder.createStatement();
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      statement.execute("SELECT pg_advisory_lock(4242)");
      Future<Shop.Run> first = pool.submit(() -> shop.migrate("phase", ALL));
      while (!first.isDone()
          && !shop.query("SELECT to_regclass('users')").equals(List.of("users"))) {
        Thread.sleep(50);
      }
      Shop.Run second = shop.step("phase", ALL, "lock-timeout", "1s");
      assertRefused(4, "IGN-SQL-012", second);
      assertTrue(second.out().contains("octocat"), second::toString);
      assertTrue(second.out().contains("/actions/runs/7"), second::toString);
      statement.execute("SELECT pg_advisory_unlock(4242)");
      assertEnds(0, "done", first.get());
    }
  }

  @Test
  void namesWhoStandsInTheWay() throws Exception {
    migrated("0001_users");
    shop.shop()
        .write(
            "ignition.yml",
            Shop.configuration("ghcr.io/acme/shop", "")
                + "migrations: {directory: db/migrations, lock-timeout: 2s, lock-attempts: 2}\n");
    shop.pair(
        "0002_email",
        "ALTER TABLE users ADD COLUMN email text;",
        "ALTER TABLE users DROP COLUMN email;");
    try (Connection idle = shop.connect();
        Statement statement = idle.createStatement()) {
      idle.setAutoCommit(false);
      statement.execute("SELECT * FROM users");
      Shop.Run run = shop.migrate("phase", ALL);
      assertEquals("IGN-MIG-012", run.output("error-code"), run::toString);
      assertTrue(run.out().contains("SELECT * FROM users"), run::toString);
      idle.rollback();
    }
    assertEnds(0, "done", shop.migrate("phase", ALL));
  }

  @Test
  void refusesBadInputBeforeAnyEffect() throws Exception {
    shop.pair("0001_users", "CREATE TABLE users (id int);\nCOMMIT;", "DROP TABLE users;");
    Shop.Run commit = shop.migrate("phase", ALL);
    assertEquals(2, commit.code(), commit::toString);
    assertTrue(commit.out().contains("0001_users.sql,line=2"), commit::toString);
    shop.table("0001_users");
    String secret = "s3cret-of-mine";
    Shop.Run userinfo =
        shop.migrate(
            "database-url", shop.url().replace("//", "//" + shop.owner() + ":" + secret + "@"));
    Shop.Run absent = shop.migrate("database-url", shop.url().replaceAll("/[^/]*$", "/nowhere"));
    shop.shop().waits(Duration.ofSeconds(2), Duration.ofMillis(100));
    Shop.Run unreachable =
        shop.migrate("database-url", "postgresql://127.0.0.1:1/shop?connect_timeout=1");
    assertAll(
        () -> assertRefused(2, "IGN-SQL-002", userinfo),
        () -> assertFalse(shown(userinfo).contains(secret), userinfo::toString),
        () -> assertRefused(4, "IGN-SQL-011", absent),
        () -> assertRefused(4, "IGN-SQL-001", unreachable));
    assertEquals(List.of(), shop.tables());
  }

  /** What people see of a run: the runner takes what masks secrets out. */
  private static String shown(Shop.Run run) {
    return run.out()
            .lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .collect(Collectors.joining("\n"))
        + run.err()
        + run.summary();
  }

  @Test
  void refusesAFileThatRemovesTheHistory() throws Exception {
    migrated("0001_users");
    shop.pair("0002_hostile", "DROP TABLE ignition_migrations CASCADE;", "SELECT 1;");
    Shop.Run run = shop.migrate("phase", ALL);
    assertEquals("IGN-MIG-009", run.output("error-code"), run::toString);
    assertEquals("1", shop.version());
  }

  @Test
  void isNotMisledByWhatAFileSets() throws Exception {
    shop.pair(
        "0001_elsewhere",
        "CREATE SCHEMA other;\nSET search_path = other;\nCREATE TABLE users (id bigint);",
        "DROP SCHEMA other CASCADE;");
    shop.table("0002_orders");
    assertEnds(0, "done", shop.migrate("phase", ALL));
    assertTrue(shop.tables().contains("orders"));
    assertEquals("2", shop.version());
  }
}
