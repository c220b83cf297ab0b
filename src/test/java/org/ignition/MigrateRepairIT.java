package org.ignition;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose history was left in pieces, by a run or by hand, and how it becomes whole. */
@Timeout(180)
class MigrateRepairIT {

  private static final String ALL = "all";
  private static final String ORDERS =
      "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE lines (id bigint PRIMARY KEY);";

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

  private static void assertEnds(String result, Shop.Run run) {
    assertEquals(0, run.code(), run::toString);
    assertEquals(result, run.output("result"), run::toString);
  }

  private static void assertRefused(String error, Shop.Run run) {
    assertEquals(3, run.code(), run::toString);
    assertEquals(error, run.output("error-code"), run::toString);
  }

  private Shop.Run down(String... more) throws Exception {
    String[] always = {"to", "1", "allow-down", "true", "allow-data-loss", "true"};
    return shop.migrate(
        Stream.concat(Arrays.stream(always), Arrays.stream(more)).toArray(String[]::new));
  }

  // --- a down that no transaction surrounds

  /** Two are applied, and the newer one's down stops at its second statement. */
  private void leaveUndoingUnfinished() throws Exception {
    shop.table("0001_users");
    shop.pair(
        "0002_orders",
        ORDERS,
        "-- ignition: no-transaction\nDROP TABLE IF EXISTS lines;\nDROP TABLE orders;");
    assertEnds("done", shop.migrate("phase", ALL));
    shop.sql("CREATE TABLE invoices (of_order bigint REFERENCES orders)");
    Shop.Run failed = down();
    assertEquals("IGN-MIG-011", failed.output("error-code"), failed::toString);
    assertFalse(shop.tables().contains("lines"), "its first statement took effect");
    assertTrue(shop.tables().contains("orders"));
  }

  @Test
  void undoesAgainWhatIsSaidToBeAppliedAfterAnUndoThatStopped() throws Exception {
    leaveUndoingUnfinished();
    Shop.Run refused = down();
    assertRefused("IGN-MIG-008", refused);
    assertTrue(refused.out().contains("0002"), refused::toString);

    shop.sql("DROP TABLE invoices", "CREATE TABLE lines (id bigint PRIMARY KEY)");
    Shop.Run repaired = shop.migrate("phase", ALL, "repair", "applied");
    assertEquals(0, repaired.code(), repaired::toString);
    assertEquals("2", shop.version());
    assertFlywayHolds("0001", "0002");

    assertEnds("done", down());
    assertEquals("1", shop.version());
    assertFalse(shop.tables().contains("orders"));
    assertFlywayHolds("0001");
    assertAppliedAgain();
  }

  @Test
  void undoesInTheRunThatSaysItIsApplied() throws Exception {
    leaveUndoingUnfinished();
    shop.sql("DROP TABLE invoices", "CREATE TABLE lines (id bigint PRIMARY KEY)");
    assertEnds("done", down("repair", "applied"));
    assertEquals("1", shop.version());
    assertFalse(shop.tables().contains("orders"));
    assertFlywayHolds("0001");
    assertAppliedAgain();
  }

  @Test
  void appliesAgainWhatIsSaidToBeUndoneAfterAnUndoThatStopped() throws Exception {
    leaveUndoingUnfinished();
    assertRefused("IGN-MIG-008", shop.migrate("phase", ALL));

    shop.sql("DROP TABLE invoices", "DROP TABLE orders");
    Shop.Run repaired = down("repair", "undone");
    assertEquals(0, repaired.code(), repaired::toString);
    assertEquals("1", shop.version());
    assertFlywayHolds("0001");
    assertAppliedAgain();
  }

  private void assertAppliedAgain() throws Exception {
    Shop.Run again = shop.migrate("phase", ALL);
    assertEnds("done", again);
    assertEquals("0002", again.output("applied"));
    assertEquals("2", shop.version());
    assertTrue(shop.tables().containsAll(List.of("users", "orders", "lines")));
    assertFlywayHolds("0001", "0002");
    assertEnds("unchanged", shop.migrate("phase", ALL));
  }

  // --- histories that somebody touched

  @ParameterizedTest
  @ValueSource(strings = {"none", "0"})
  void startsAnewWhereGolangMigrateFailedAtItsFirst(String baseline) throws Exception {
    shop.table("0001_users").table("0002_orders");
    shop.sql(
        "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)",
        "INSERT INTO schema_migrations VALUES (1, true)");
    assertRefused("IGN-MIG-008", shop.migrate("phase", ALL));

    Shop.Run run = shop.migrate("phase", ALL, "baseline", baseline);
    assertEnds("done", run);
    assertEquals("0001\n0002", run.output("applied"));
    assertEquals(
        List.of("2 false"),
        shop.query("SELECT version || ' ' || dirty FROM schema_migrations ORDER BY version"));
    assertFlywayHolds("0001", "0002");
    assertEnds("unchanged", shop.migrate("phase", ALL));
  }

  @Test
  void guessesNothingWhereFlywaysTableIsGone() throws Exception {
    shop.table("0001_users").table("0002_orders");
    assertEnds("done", shop.migrate("phase", ALL));
    shop.sql("DROP TABLE flyway_schema_history");
    shop.table("0003_carts");
    assertRefused("IGN-MIG-006", shop.migrate("phase", ALL));
    assertFalse(shop.tables().contains("carts"));

    Shop.Run run = shop.migrate("phase", ALL, "baseline", "2");
    assertEnds("done", run);
    assertEquals("0003", run.output("applied"));
    assertEquals("3", shop.version());
    assertFlywayHolds("0001", "0002", "0003");
    assertEnds("unchanged", shop.migrate("phase", ALL));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void makesTheViewAgainThatSomebodyDropped(boolean pending) throws Exception {
    shop.table("0001_users");
    assertEnds("done", shop.migrate("phase", ALL));
    shop.sql("DROP VIEW schema_migrations");
    if (pending) {
      shop.table("0002_orders");
    }
    Shop.Run run = shop.migrate("phase", ALL);
    assertEquals(0, run.code(), run::toString);
    assertEquals(pending ? "2" : "1", shop.version());
    assertEnds("unchanged", shop.migrate("phase", ALL));
  }

  @Test
  void undoesNothingWhereAnOlderDownCannotBeRun() throws Exception {
    shop.table("0001_users").table("0003_carts");
    shop.pair(
        "0002_orders",
        "CREATE TABLE orders (id bigint PRIMARY KEY);",
        "DROP TABLE orders;\nCOMMIT;\nSELECT 1;");
    assertEnds("done", shop.migrate("phase", ALL));
    List<String> before = shop.query("SELECT id FROM ignition_migrations ORDER BY id");

    Shop.Run run = down();
    assertAll(
        () -> assertTrue(List.of(2, 3).contains(run.code()), run::toString),
        () -> assertTrue(run.output("error-code").startsWith("IGN-MIG-"), run::toString),
        () -> assertTrue(run.out().contains("0002"), run::toString),
        () -> assertEquals("", run.output("undone"), run::toString),
        () -> assertEquals("3", shop.version()),
        () -> assertTrue(shop.tables().containsAll(List.of("users", "orders", "carts"))),
        () -> assertEquals(before, shop.query("SELECT id FROM ignition_migrations ORDER BY id")));
    assertFlywayHolds("0001", "0002", "0003");
  }

  // --- Flyway's own word

  /** Flyway itself holds exactly these for applied, and has nothing to say against its table. */
  private void assertFlywayHolds(String... versions) throws Exception {
    List<String> expected = List.of(versions);
    assertEquals(
        expected,
        shop.query(
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                + " GROUP BY version HAVING count(*) FILTER (WHERE type = 'SQL')"
                + " - count(*) FILTER (WHERE type = 'DELETE') = 1 ORDER BY version"));
    assertEquals(
        List.of("0"), shop.query("SELECT count(*) FROM flyway_schema_history WHERE NOT success"));
    Flyway flyway = flyway();
    flyway.validate();
    assertEquals(
        expected,
        Arrays.stream(flyway.info().all())
            .filter(each -> each.getState() == MigrationState.SUCCESS)
            .map(MigrationInfo::getVersion)
            .map(String::valueOf)
            .toList());
  }

  private Flyway flyway() throws IOException {
    List<String> login = shop.login();
    return Flyway.configure()
        .dataSource(login.get(0), login.get(1), login.get(2))
        .placeholderReplacement(false)
        .mixed(true)
        .ignoreMigrationPatterns("*:pending")
        .sqlMigrationPrefix("")
        .sqlMigrationSeparator("_")
        .locations("filesystem:" + ups())
        .load();
  }

  /** A folder without the downs, which Flyway would take for migrations too. */
  private Path ups() throws IOException {
    Path ups = Files.createTempDirectory(home, "ups");
    try (Stream<Path> files = Files.list(shop.shop().folder().resolve("db/migrations"))) {
      for (Path file : files.filter(each -> !each.toString().endsWith(".down.sql")).toList()) {
        Files.copy(file, ups.resolve(file.getFileName()));
      }
    }
    return ups;
  }
}
