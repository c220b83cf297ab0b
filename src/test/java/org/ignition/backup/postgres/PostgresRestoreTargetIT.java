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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brings databases back to what they were, or leaves them as they are. */
class PostgresRestoreTargetIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PgClients clients = PgClients.at(RealTool.require("pg_dump"));

  @TempDir Path folder;

  private PostgresRestoreTarget target(Shop shop) {
    return target(shop, Duration.ofSeconds(20));
  }

  private PostgresRestoreTarget target(Shop shop, Duration lockTimeout) {
    return target(shop, Ownership.KEPT, lockTimeout);
  }

  private PostgresRestoreTarget target(Shop shop, Ownership ownership, Duration lockTimeout) {
    return new PostgresRestoreTarget(
        clients, shop.target(), shop.database(), ownership, lockTimeout);
  }

  private Path dump(Shop shop) throws Exception {
    Path file = Files.createTempFile(folder, "backup", ".dump");
    RealTool.require("psql");
    new PostgresSource(
            clients,
            shop.target(),
            shop.database(),
            new DumpProof(
                clients,
                _ -> {
                  throw new IllegalStateException("not asked");
                }))
        .writeTo(file, "a test", BackupWatch.NONE);
    return file;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(end), "did not happen");
      Thread.sleep(20);
    }
  }

  private static void fill(Shop shop) throws SQLException {
    shop.run(
        "CREATE EXTENSION citext",
        "CREATE SCHEMA extensions",
        "CREATE EXTENSION pgcrypto SCHEMA extensions",
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE TABLE users (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext UNIQUE,"
            + " mood mood, twice int GENERATED ALWAYS AS (length(email) * 2) STORED)",
        "INSERT INTO users (email, mood) SELECT 'ü' || i || '@x', 'glad'"
            + " FROM generate_series(1, 20000) i",
        "CREATE TABLE events (at int, note text) PARTITION BY RANGE (at)",
        "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200)",
        "INSERT INTO events SELECT i, repeat('x', i) FROM generate_series(0, 150) i",
        "CREATE SCHEMA \"späce \"\"d\"",
        "CREATE TABLE \"späce \"\"d\".\"日本.x\" AS SELECT 1 AS \"it's ?\"",
        "CREATE VIEW glad AS SELECT * FROM users WHERE mood = 'glad'",
        "CREATE MATERIALIZED VIEW counts AS SELECT mood, count(*) FROM users GROUP BY mood",
        "CREATE FUNCTION double(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2'",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON users USING (email = current_user)",
        "SELECT lo_from_bytea(4711, 'a picture'::bytea)",
        "CREATE TABLE schema_migrations (version bigint PRIMARY KEY)",
        "INSERT INTO schema_migrations VALUES (14)");
  }

  /** What later migrations may make; much of it hangs on what was there before. */
  private static void goOn(Shop shop) throws SQLException {
    shop.run(
        "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users, total positive)",
        "INSERT INTO orders SELECT id, id FROM users WHERE id < 100",
        "CREATE VIEW buyers AS SELECT u.* FROM users u JOIN orders o ON o.user_id = u.id",
        "CREATE TYPE pair AS (a int, b mood)",
        "CREATE TABLE pairs (p pair)",
        "CREATE FUNCTION first(p pair) RETURNS int LANGUAGE sql AS 'SELECT p.a'",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        "CREATE COLLATION german FROM \"C\"",
        "CREATE TEXT SEARCH CONFIGURATION ours (COPY = simple)",
        "CREATE SCHEMA later CREATE TABLE things (id serial) CREATE VIEW seen AS SELECT * FROM"
            + " things",
        "CREATE TABLE extensions.stray (id int)",
        "CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (200) TO (300)",
        "CREATE PUBLICATION changes FOR TABLE users",
        "SELECT lo_from_bytea(4712, 'another'::bytea)",
        "DROP MATERIALIZED VIEW counts",
        "DELETE FROM events",
        "ALTER TABLE events ADD extra int",
        "INSERT INTO schema_migrations VALUES (15)");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void bringsBackWhatLaterMigrationsChanged(int major) throws Exception {
    try (Shop shop = Shop.create(major)) {
      fill(shop);
      Path dump = dump(shop);
      BackupContents before = target(shop).contents();
      goOn(shop);
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
      fill(shop);
      Path dump = dump(shop);
      goOn(shop);
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
      fill(shop);
      Path dump = dump(shop);
      target(other, Ownership.OURS, PATIENCE).restore(dump, BackupWatch.NONE);
      assertFalse(target(other).isEmpty());
      assertEquals(target(shop).contents().rows(), target(other).contents().rows());
    }
  }

  @Test
  void leavesAllAsItWasWhereverTheArchiveIsCut() throws Exception {
    try (Shop shop = Shop.create(18)) {
      fill(shop);
      Path dump = dump(shop);
      goOn(shop);
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
      fill(shop);
      Path dump = dump(shop);
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
      fill(shop);
      Path dump = dump(shop);
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
      fill(shop);
      shop.admin("CREATE ROLE \"for " + shop.name() + "\"");
      shop.admin("CREATE TABLE public.zzz (id int)");
      shop.admin("ALTER TABLE public.zzz OWNER TO \"for " + shop.name() + "\"");
      shop.admin("GRANT pg_read_all_data TO " + shop.name());
      Path dump = dump(shop);
      shop.admin("DROP TABLE public.zzz");
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
      fill(shop);
      shop.run(
          "CREATE TABLE slow (id int)",
          "INSERT INTO slow VALUES (1)",
          "CREATE MATERIALIZED VIEW slowly AS SELECT s IS NULL AS n FROM slow, pg_sleep(3) s WITH NO DATA",
          "REFRESH MATERIALIZED VIEW slowly");
      Path dump = dump(shop);
      BackupContents before = target(shop).contents();
      CompletableFuture<IgnitionException> thrown = new CompletableFuture<>();
      Thread restoring =
          Thread.ofPlatform()
              .start(() ->
                  thrown.complete(
                      assertThrows(
                          IgnitionException.class,
                          () -> target(shop).restore(dump, BackupWatch.NONE))));
      await(() -> isSleeping(shop));
      restoring.interrupt();
      assertEquals(CancelledException.class, thrown.get().getClass());
      assertEquals(before, target(shop).contents());
      assertFalse(isSleeping(shop));
    }
  }

  private static boolean isSleeping(Shop shop) throws SQLException {
    return shop.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                + " application_name = 'ignition-release restore' AND wait_event = 'PgSleep'")
        .equals("1");
  }

  @Test
  void isUndoneWhenThisProgramIsKilled() throws Exception {
    try (Shop shop = Shop.create(18)) {
      fill(shop);
      shop.run(
          "CREATE MATERIALIZED VIEW slowly AS SELECT s IS NULL AS n FROM pg_sleep(3) s WITH NO DATA",
          "REFRESH MATERIALIZED VIEW slowly");
      Path dump = dump(shop);
      shop.run("INSERT INTO schema_migrations VALUES (15)");
      Process program = killed(shop, dump);
      await(() -> isSleeping(shop));
      program.destroyForcibly().waitFor();
      await(() ->
          shop.ask(
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                      + " application_name = 'ignition-release restore'")
              .equals("0"));
      assertEquals(OptionalLong.of(15), target(shop).schemaVersion());
    }
  }

  private static Process killed(Shop shop, Path dump) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
