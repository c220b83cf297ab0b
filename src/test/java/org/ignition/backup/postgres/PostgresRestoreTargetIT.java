package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brings databases back to what they were, or leaves them as they are. */
class PostgresRestoreTargetIT {

  @TempDir Path folder;

  private PostgresRestoreTarget target(Shop shop) {
    return target(shop, Duration.ofSeconds(20));
  }

  private PostgresRestoreTarget target(Shop shop, Duration lockTimeout) {
    return target(shop, Ownership.KEPT, lockTimeout);
  }

  private PostgresRestoreTarget target(Shop shop, Ownership ownership, Duration lockTimeout) {
    return new PostgresRestoreTarget(
        Shop.clients(), shop.target(), shop.database(), ownership, lockTimeout);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void bringsBackWhatLaterMigrationsChanged(int major) throws Exception {
    try (Shop shop = Shop.create(major)) {
      shop.fill();
      Path dump = shop.dump(folder);
      BackupContents before = target(shop).contents();
      shop.goOn();
      assertNotEquals(before, target(shop).contents());
      assertEquals(OptionalLong.of(15), target(shop).schemaVersion());

      target(shop).restore(dump, BackupWatch.NONE);

      assertEquals(before, target(shop).contents());
      assertEquals(OptionalLong.of(14), target(shop).schemaVersion());
      assertEquals("20000", shop.ask("SELECT count FROM counts"));
      assertEquals("a picture", shop.ask("SELECT convert_from(lo_get(4711), 'UTF8')"));
      assertEquals("1", shop.ask("SELECT count(*) FROM pg_largeobject_metadata"));
      assertEquals("0", shop.ask("SELECT count(*) FROM pg_publication"));
      shop.run("INSERT INTO users (email) VALUES ('new@x')");
      assertEquals("20001", shop.ask("SELECT id FROM users WHERE email = 'NEW@x'"));
    }
  }

  @Test
  void doesWhatAPlainCleanCannot() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      Path dump = shop.dump(folder);
      shop.goOn();
      ProcessBuilder plain =
          new ProcessBuilder(
              RealTool.require("pg_restore").toString(),
              "--clean",
              "--if-exists",
              "--single-transaction",
              "--dbname=" + shop.name(),
              dump.toString());
      plain.environment().putAll(shop.target().environment());
      assertNotEquals(0, plain.start().waitFor());
      target(shop).restore(dump, BackupWatch.NONE);
      assertEquals("151", shop.ask("SELECT count(*) FROM events"));
    }
  }

  @Test
  void fillsAnEmptyDatabase() throws Exception {
    try (Shop shop = Shop.create(17);
        Shop other = Shop.create(18)) {
      assertTrue(target(other).isEmpty());
      shop.fill();
      Path dump = shop.dump(folder);
      target(other, Ownership.OURS, Duration.ofSeconds(30)).restore(dump, BackupWatch.NONE);
      assertFalse(target(other).isEmpty());
      assertEquals(target(shop).contents().rows(), target(other).contents().rows());
    }
  }

  @Test
  void leavesAllAsItWasWhereverTheArchiveIsCut() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      Path dump = shop.dump(folder);
      shop.goOn();
      BackupContents before = target(shop).contents();
      byte[] bytes = Files.readAllBytes(dump);
      for (int cut :
          new int[] {0, 3, 20, 2000, bytes.length / 2, bytes.length - 1000, bytes.length - 1}) {
        Path part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, cut));
        RemoteException failed =
            assertThrows(
                RemoteException.class,
                () -> target(shop).restore(part, BackupWatch.NONE),
                "" + cut);
        assertEquals(ErrorCode.BACKUP_ALTERED, failed.code(), failed.problem().toString());
        assertEquals(before, target(shop).contents());
      }
      assertEquals(List.of(), target(shop).others());
    }
  }

  @Test
  void refusesWhatIsNoArchive() throws Exception {
    try (Shop shop = Shop.create(18)) {
      Path sql = Files.writeString(folder.resolve("sql"), "-- PostgreSQL database dump");
      RemoteException failed =
          assertThrows(RemoteException.class, () -> target(shop).restore(sql, BackupWatch.NONE));
      assertEquals(ErrorCode.BACKUP_ALTERED, failed.code());
      Path newer =
          Files.write(
              folder.resolve("newer"),
              new byte[] {'P', 'G', 'D', 'M', 'P', 1, 99, 0, 4, 8, 1, 0, 0, 0});
      RemoteException unknown =
          assertThrows(RemoteException.class, () -> target(shop).restore(newer, BackupWatch.NONE));
      assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, unknown.code(), unknown.problem().toString());
    }
  }

  @Test
  void namesWhoKeepsItFromATableAndLeavesAllAsItWas() throws Exception {
    try (Shop shop = Shop.create(17)) {
      shop.fill();
      Path dump = shop.dump(folder);
      shop.run("DELETE FROM events");
      try (Connection app = shop.connect();
          Statement statement = app.createStatement()) {
        app.setAutoCommit(false);
        statement.execute("SET application_name = 'shop api'");
        statement.execute("SELECT FROM users LIMIT 1");
        assertTrue(target(shop).others().getFirst().startsWith("shop api, role " + shop.name()));
        BackupContents before = target(shop).contents();
        RemoteException failed =
            assertThrows(
                RemoteException.class,
                () -> target(shop, Duration.ofSeconds(2)).restore(dump, BackupWatch.NONE));
        assertEquals(ErrorCode.RESTORE_FAILED, failed.code());
        assertTrue(failed.problem().what().endsWith("others use its tables"));
        assertTrue(failed.problem().why().contains("shop api"), failed.problem().toString());
        assertEquals(before, target(shop).contents());
      }
    }
  }

  @Test
  void restoresWhileTheApplicationRuns() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      Path dump = shop.dump(folder);
      AtomicBoolean goesOn = new AtomicBoolean(true);
      CompletableFuture<Integer> reads =
          CompletableFuture.supplyAsync(() -> read(shop, goesOn), Thread::startVirtualThread);
      target(shop).restore(dump, BackupWatch.NONE);
      goesOn.set(false);
      assertTrue(reads.get() > 0);
      assertEquals("20000", shop.ask("SELECT count(*) FROM users"));
    }
  }

  /**
   * It never finds another number of rows; a table that was dropped under it is one that it waits
   * for.
   */
  private static int read(Shop shop, AtomicBoolean goesOn) {
    int reads = 0;
    while (goesOn.get()) {
      try {
        assertEquals("20000", shop.ask("SELECT count(*) FROM users"));
        reads++;
      } catch (SQLException e) {
        assertEquals("42P01", e.getSQLState(), e.toString());
      }
    }
    return reads;
  }

  @Test
  void leavesAllAsItWasWhenTheServerRefusesHalfWay() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      shop.admin("CREATE ROLE \"for " + shop.name() + "\"");
      shop.admin("CREATE TABLE public.zzz (id int)");
      shop.admin("ALTER TABLE public.zzz OWNER TO \"for " + shop.name() + "\"");
      shop.admin("GRANT pg_read_all_data TO " + shop.name());
      Path dump = shop.dump(folder);
      shop.admin("DROP TABLE public.zzz");
      shop.run("DELETE FROM events");
      BackupContents before = target(shop).contents();
      RemoteException failed =
          assertThrows(RemoteException.class, () -> target(shop).restore(dump, BackupWatch.NONE));
      assertEquals(ErrorCode.RESTORE_FAILED, failed.code());
      assertTrue(failed.problem().advice().contains("superuser"), failed.problem().toString());
      assertFalse(failed.problem().toString().contains("s3cret"));
      assertEquals(before, target(shop).contents());
      shop.server().admin("postgres", "DROP ROLE \"for " + shop.name() + "\"");
    }
  }

  @Test
  void isUndoneWhenItIsCancelled() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      shop.addGate();
      Path dump = shop.dump(folder);
      shop.run("DELETE FROM events");
      BackupContents before = target(shop).contents();
      try (Connection _ = shop.shutGate()) {
        FutureTask<IgnitionException> thrown =
            new FutureTask<>(() ->
                assertThrows(
                    IgnitionException.class,
                    () -> target(shop, KilledRestore.PATIENCE).restore(dump, BackupWatch.NONE)));
        Thread restoring = Thread.ofPlatform().start(thrown);
        Eventually.await(shop::isAtGate);
        restoring.interrupt();
        assertEquals(CancelledException.class, thrown.get().getClass());
        Eventually.await(() -> !isRestored(shop));
      }
      assertEquals(before, target(shop).contents());
    }
  }

  private static boolean isRestored(Shop shop) throws SQLException {
    return !shop.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                + " application_name = 'ignition-release restore'")
        .equals("0");
  }

  @Test
  void isUndoneWhenThisProgramIsKilled() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.fill();
      shop.addGate();
      Path dump = shop.dump(folder);
      shop.run("INSERT INTO schema_migrations VALUES (15)");
      try (Connection _ = shop.shutGate()) {
        Process program = killed(shop, dump);
        Eventually.await(shop::isAtGate);
        program.destroyForcibly().waitFor();
      }
      Eventually.await(() -> !isRestored(shop));
      assertEquals(OptionalLong.of(15), target(shop).schemaVersion());
    }
  }

  private static Process killed(Shop shop, Path dump) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledRestore.class.getName(),
            RealTool.require("pg_dump").toString(),
            Integer.toString(shop.server().port()),
            shop.name(),
            dump.toString())
        .inheritIO()
        .start();
  }
}
