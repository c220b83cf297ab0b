package org.ignition;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, which a runner ends while a migration runs. */
@Timeout(180)
class MigrateKilledIT {

  private static final String ALL = "all";
  private static final int CANCELLED = 130;

  /** As long as the role's setting says: not at all in a rehearsal. */
  private static final String SLEEP =
      "SELECT pg_sleep(coalesce(nullif(current_setting('shop.pace', true), ''), '0')::float);";

  private static final String OTHERS =
      " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
          + " AND backend_type = 'client backend'";
  private static final String ASLEEP = OTHERS + " AND state = 'active' AND wait_event = 'PgSleep'";

  /** Longer than any test: who sleeps so long is killed. */
  private static final int FOR_GOOD = 600;

  /** Longer than it takes to ask the sleeper to end, and shorter than what it has to end in. */
  private static final int A_WHILE = 5;

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

  private void pace(int seconds) throws Exception {
    shop.administer("ALTER ROLE " + shop.owner() + " SET shop.pace = '" + seconds + "'");
  }

  /** Waits until its migration sleeps. */
  private void awaitSleep(Shop.Begun step) throws Exception {
    while (shop.query("SELECT pid" + ASLEEP).isEmpty()) {
      if (!step.process().isAlive()) {
        fail(step.await().toString());
      }
      Thread.sleep(20);
    }
  }

  /** Waits until it asks for the lock, in a session that was not there before. */
  private void awaitLockAsked(Shop.Begun step, List<String> before) throws Exception {
    String asking = "SELECT pid" + OTHERS + " AND query LIKE '%advisory_lock%'";
    while (before.containsAll(shop.query(asking))) {
      assertTrue(step.process().isAlive(), "it did not wait");
      Thread.sleep(20);
    }
  }

  /** Kills it, and lets its server see that nobody is there any more. */
  private void kill(Shop.Begun step) throws Exception {
    step.kill();
    shop.query("SELECT pg_terminate_backend(pid)" + ASLEEP);
    awaitNobody();
  }

  private void awaitNobody() throws Exception {
    while (!shop.query("SELECT pid" + OTHERS).isEmpty()) {
      Thread.sleep(20);
    }
  }

  /** Of a run that is asked to end while a script of it sleeps. */
  private Shop.Run terminatedAsleep(String... inputs) throws Exception {
    try (Shop.Begun step = shop.begin(inputs)) {
      awaitSleep(step);
      step.terminate();
      Shop.Run run = step.await();
      awaitNobody();
      return run;
    }
  }

  private static void assertCancelled(Shop.Run run) {
    assertEquals(CANCELLED, run.code(), run::toString);
    assertEquals("IGN-RUN-003", run.output("error-code"), run::toString);
  }

  /** Not that nothing of it is visible to others. */
  private static void assertPartial(Shop.Run run) {
    assertCancelled(run);
    assertEquals("partial", run.output("result"), run::toString);
  }

  private static void assertDone(Shop.Run run) {
    assertEquals(0, run.code(), run::toString);
    assertEquals("done", run.output("result"), run::toString);
  }

  @Test
  void leavesNothingOfATransactionalFileWhenItIsKilled() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_slow", "CREATE TABLE half (id bigint);\n" + SLEEP, "DROP TABLE half;");
    shop.table("0003_carts");
    pace(FOR_GOOD);
    try (Shop.Begun step = shop.begin("phase", ALL)) {
      awaitSleep(step);
      kill(step);
    }
    assertTrue(shop.tables().contains("users"));
    assertFalse(shop.tables().contains("half"));
    assertEquals("1", shop.version());

    pace(0);
    Shop.Run second = shop.migrate("phase", ALL, "lock-timeout", "5s");
    assertDone(second);
    assertEquals("0002\n0003", second.output("applied"));
    assertEquals("3", shop.version());
    assertTrue(shop.tables().containsAll(List.of("users", "half", "carts")));
  }

  /** Kills it in the second statement of its second file, which no transaction surrounds. */
  private void leaveUnfinished() throws Exception {
    shop.table("0001_users");
    shop.pair(
        "0002_slow",
        "-- ignition: no-transaction\nCREATE TABLE half (id bigint);\n" + SLEEP,
        "DROP TABLE half;");
    shop.table("0003_carts");
    pace(FOR_GOOD);
    try (Shop.Begun step = shop.begin("phase", ALL)) {
      awaitSleep(step);
      kill(step);
    }
    assertTrue(shop.tables().contains("half"), "its first statement took effect");
    assertEquals("1", shop.version());

    pace(0);
    Shop.Run refused = shop.migrate("phase", ALL, "lock-timeout", "5s");
    assertEquals(3, refused.code(), refused::toString);
    assertEquals("IGN-MIG-008", refused.output("error-code"), refused::toString);
    assertTrue(refused.out().contains("0002 slow"), refused::toString);
  }

  @Test
  void appliesAgainWhatWasKilledWithoutATransactionAndUndoneByHand() throws Exception {
    leaveUnfinished();
    shop.sql("DROP TABLE half");
    assertRepaired("0002\n0003", shop.migrate("phase", ALL, "repair", "undone"));
  }

  @Test
  void goesOnAfterWhatWasKilledWithoutATransactionAndFinishedByHand() throws Exception {
    leaveUnfinished();
    assertRepaired("0003", shop.migrate("phase", ALL, "repair", "applied"));
  }

  private void assertRepaired(String applied, Shop.Run run) throws Exception {
    assertDone(run);
    assertEquals(applied, run.output("applied"), run::toString);
    assertEquals("3", shop.version());
    assertTrue(shop.tables().containsAll(List.of("users", "half", "carts")));
    assertEquals(
        List.of("0001 true", "0002 true", "0003 true"),
        shop.query(
            "SELECT version || ' ' || success FROM flyway_schema_history WHERE version IS NOT NULL"
                + " ORDER BY version"));
  }

  @Test
  void beginsNoFurtherMigrationOnceItIsAskedToEnd() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_slow", "CREATE TABLE slow (id bigint);\n" + SLEEP, "DROP TABLE slow;");
    shop.table("0003_carts");
    pace(A_WHILE);
    Shop.Run run = terminatedAsleep("phase", ALL);
    assertAll(
        () -> assertPartial(run),
        () -> assertTrue(run.output("applied").startsWith("0001"), run::toString),
        () -> assertTrue(shop.tables().contains("users"), run::toString),
        () -> assertFalse(shop.tables().contains("carts"), run::toString));

    // What was under way is there as a whole, with its record, or not at all.
    boolean there = shop.tables().contains("slow");
    assertEquals(there ? "2" : "1", shop.version(), run::toString);

    pace(0);
    assertDone(shop.migrate("phase", ALL, "lock-timeout", "5s"));
    assertEquals("3", shop.version());
    assertTrue(shop.tables().containsAll(List.of("users", "slow", "carts")));
  }

  @Test
  void undoesNoFurtherMigrationOnceItIsAskedToEnd() throws Exception {
    shop.table("0001_users").table("0002_orders");
    shop.pair("0003_slow", "CREATE TABLE slow (id bigint);", "DROP TABLE slow;\n" + SLEEP);
    assertDone(shop.migrate("phase", ALL));
    pace(A_WHILE);
    String[] down = {"to", "1", "allow-down", "true", "allow-data-loss", "true"};
    Shop.Run run = terminatedAsleep(down);
    assertAll(
        () -> assertPartial(run),
        () -> assertTrue(shop.tables().contains("orders"), run::toString));
    assertEquals(shop.tables().contains("slow") ? "3" : "2", shop.version(), run::toString);

    pace(0);
    assertDone(shop.migrate(down));
    assertEquals("1", shop.version());
  }

  @Test
  void asksForARepairWhenItIsKilledWhileItUndoes() throws Exception {
    shop.table("0001_users");
    shop.pair(
        "0002_slow",
        "CREATE TABLE slow (id bigint);",
        "-- ignition: no-transaction\nDROP TABLE IF EXISTS slow;\n" + SLEEP);
    assertDone(shop.migrate("phase", ALL));
    pace(FOR_GOOD);
    String[] down = {"to", "1", "allow-down", "true", "allow-data-loss", "true"};
    try (Shop.Begun step = shop.begin(down)) {
      awaitSleep(step);
      kill(step);
    }
    pace(0);
    Shop.Run refused = shop.migrate(down);
    assertEquals("IGN-MIG-008", refused.output("error-code"), refused::toString);
    assertTrue(refused.out().contains("0002 slow"), refused::toString);

    shop.migrate("to", "1", "allow-down", "true", "repair", "undone");
    assertEquals("1", shop.version());
    assertDone(shop.migrate("phase", ALL));
    assertEquals("2", shop.version());
    assertTrue(shop.tables().contains("slow"));
  }

  @Test
  void endsAtOnceWhenItIsAskedToWhileAnotherRunHoldsTheLock() throws Exception {
    shop.table("0001_users");
    shop.pair("0002_slow", SLEEP, "SELECT 1;");
    pace(FOR_GOOD);
    try (Shop.Begun holder = shop.begin("phase", ALL)) {
      awaitSleep(holder);
      List<String> before = shop.query("SELECT pid" + OTHERS);
      try (Shop.Begun waiting = shop.begin("phase", ALL, "lock-timeout", "10m")) {
        awaitLockAsked(waiting, before);
        waiting.terminate();
        assertCancelled(waiting.await());
        assertTrue(holder.process().isAlive());
      }
      kill(holder);
    }
  }
}
