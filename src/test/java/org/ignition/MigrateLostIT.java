package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way to the server ends at one round trip or another, whatever the command is at: login, lock,
 * reading, adopting, backup, migrations, reading back. The same command again has to end where a
 * run ends that nothing happened to.
 */
@Timeout(600)
class MigrateLostIT {

  /** A login that ends early is tried again; so it is that or a lost session, or the backup's. */
  private static final Set<String> LOST = Set.of("IGN-SQL-001", "IGN-SQL-013", "IGN-BAK-002");

  /** They mostly wait for their next attempt to connect. */
  private static final int AT_ONCE = 8;

  /** Each of them takes minutes; the JVM's property is for who wants to try each. */
  private static final int EVERY = Integer.getInteger("ignition.cut.every", 3);

  private static final String[] UP = {"phase", "all"};
  private static final String[] DOWN = {"to", "1", "allow-down", "true", "allow-data-loss", "true"};

  @TempDir Path home;
  private MigratedShop first;

  /** Three migrations that a report tells of, so that no run has to rehearse them. */
  @BeforeEach
  void create() throws Exception {
    first = MigratedShop.create(home, 17);
    first.shop().waits(Duration.ofSeconds(60), Duration.ofMillis(20));
    // Restoring each backup would take longer than all the rest.
    first
        .shop()
        .write("ignition.yml", first.shop().read("ignition.yml") + "backup: {proof: list}\n");
    first.table("0001_users");
    first.pair(
        "0002_names",
        "ALTER TABLE users ADD COLUMN name text;\nINSERT INTO users VALUES (1, 'ann');",
        "DELETE FROM users WHERE id = 1;\nALTER TABLE users DROP COLUMN name;");
    first.table("0003_carts");
    first.shop().commit("migrations");
    Map<String, String> check = Map.of("command", "check-migrations", "all", "true");
    assertEquals(0, first.shop().step("refs/heads/main", check).code());
  }

  @AfterEach
  void drop() throws Exception {
    first.close();
  }

  /** A database whose first migration was applied by hand. */
  private MigratedShop begun() throws Exception {
    MigratedShop shop = first.again();
    shop.sql(
        "CREATE TABLE users (id bigint PRIMARY KEY)",
        "CREATE TABLE schema_migrations (version bigint PRIMARY KEY)",
        "INSERT INTO schema_migrations VALUES (1)");
    return shop;
  }

  /** One with all three. */
  private MigratedShop migrated() throws Exception {
    MigratedShop shop = begun();
    assertEquals("done", shop.step(UP).output("result"));
    return shop;
  }

  private static Shop.Run through(TcpDoor door, MigratedShop shop, String... inputs)
      throws Exception {
    return shop.step(
        Stream.concat(Stream.of(inputs), Stream.of("database-url", shop.url(door)))
            .toArray(String[]::new));
  }

  private static void assertLostOrDone(Shop.Run run) {
    if (run.code() != 0) {
      assertTrue(LOST.contains(run.output("error-code")), run::toString);
      assertEquals(run.code() == 5 ? "partial" : "failed", run.output("result"), run::toString);
      assertTrue(Set.of(4, 5).contains(run.code()), run::toString);
    }
  }

  /** A database before the command, and what has to be true after it. */
  private interface Opening {
    MigratedShop open() throws Exception;
  }

  private interface Proof {
    void of(MigratedShop shop) throws Exception;
  }

  /** Cuts at every so many round trips until a run makes fewer; how many runs were cut. */
  private static int cutEverywhere(Opening opening, Proof proof, String... inputs)
      throws Exception {
    AtomicInteger next = new AtomicInteger(1);
    AtomicInteger cuts = new AtomicInteger();
    Callable<Void> cutting =
        () -> {
          while (isCut(next.getAndAdd(EVERY), opening, proof, inputs)) {
            cuts.incrementAndGet();
          }
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Void> done : pool.invokeAll(Collections.nCopies(AT_ONCE, cutting))) {
        done.get();
      }
    }
    return cuts.get();
  }

  /** Whether there was a round trip with this number, of a run that was cut there. */
  private static boolean isCut(int number, Opening opening, Proof proof, String... inputs)
      throws Exception {
    try (MigratedShop shop = opening.open();
        TcpDoor door = shop.door().cutAt(number)) {
      Shop.Run first = through(door, shop, inputs);
      assertLostOrDone(first);
      Shop.Run second = shop.step(inputs);
      assertEquals(0, second.code(), () -> "after " + first + "\n" + second);
      proof.of(shop);
      if (door.roundTrips() >= number) {
        return true;
      }
      assertEquals("done", first.output("result"), first::toString);
      assertEquals("unchanged", second.output("result"), second::toString);
      return false;
    }
  }

  @Test
  void goesUpWithASecondRunWhereverTheFirstIsCut() throws Exception {
    int cuts = cutEverywhere(this::begun, MigrateLostIT::assertUp, UP);
    assertTrue(cuts > 60 / EVERY, "cut " + cuts + " times");
  }

  private static void assertUp(MigratedShop shop) throws Exception {
    assertEquals(
        List.of("1 table", "2 ignition", "3 ignition"),
        shop.query("SELECT sequence || ' ' || origin FROM ignition_migrations ORDER BY id"));
    assertEquals(
        List.of("1", "2", "3"),
        shop.query("SELECT version FROM schema_migrations ORDER BY version"));
    assertEquals(List.of("1"), shop.query("SELECT count(*) FROM users WHERE name = 'ann'"));
  }

  @Test
  void goesBackWithASecondRunWhereverTheFirstIsCut() throws Exception {
    int cuts = cutEverywhere(this::migrated, MigrateLostIT::assertDown, DOWN);
    assertTrue(cuts > 30 / EVERY, "cut " + cuts + " times");
  }

  private static void assertDown(MigratedShop shop) throws Exception {
    assertEquals(
        List.of("3", "2"),
        shop.query("SELECT sequence FROM ignition_migrations WHERE kind = 'undone' ORDER BY id"));
    assertEquals(List.of("1"), shop.query("SELECT version FROM schema_migrations"));
    assertFalse(shop.tables().contains("carts"));
  }
}
