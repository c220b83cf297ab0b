package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.SourceFacts;
import org.ignition.database.TargetDatabase;
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

/** What a dump says of itself, held against what is in it. */
class PostgresSourceIT {

  @TempDir Path folder;

  private SourceFacts dump(Shop shop) throws Exception {
    Path file = Files.createFile(folder.resolve("dump"));
    return shop.source().writeTo(file, BackupWatch.NONE);
  }

  private static boolean hasSnapshot(Shop shop) throws SQLException {
    return !shop.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                + " application_name IN ('ignition-release snapshot', 'ignition-release backup')")
        .equals("0");
  }

  @Test
  void namesWhoKeepsATableToHimself() throws Exception {
    try (Shop shop = Shop.create(17);
        Connection other = shop.connect();
        Statement statement = other.createStatement()) {
      shop.run("CREATE TABLE orders (id int)");
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE orders");
      SQLException locked =
          assertThrows(
              SQLException.class, () -> Snapshot.open(shop.database(), Duration.ofSeconds(2)));
      assertTrue(
          String.valueOf(locked.getMessage()).contains("\"LOCK TABLE orders\""),
          locked::getMessage);
      other.rollback();
      Snapshot.open(shop.database(), Duration.ofSeconds(2)).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void countsWhatIsDumpedAndNothingElse(int major) throws Exception {
    try (Shop shop = Shop.create(major)) {
      shop.run(
          "CREATE EXTENSION citext",
          "CREATE TABLE orders (id int PRIMARY KEY, at date NOT NULL DEFAULT now())",
          "INSERT INTO orders SELECT generate_series(1, 1000)",
          "CREATE SCHEMA \"späce \"\"d\"",
          "CREATE TABLE \"späce \"\"d\".\"日本.x\" AS SELECT 1 AS \"it's ?\"",
          "CREATE TABLE events (at int) PARTITION BY RANGE (at)",
          "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10)",
          "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20)",
          "INSERT INTO events SELECT generate_series(0, 14)",
          "CREATE TABLE parent (id int); CREATE TABLE child () INHERITS (parent)",
          "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1), (2)",
          "CREATE UNLOGGED TABLE cache AS SELECT 1",
          "CREATE VIEW seen AS SELECT * FROM orders",
          "CREATE MATERIALIZED VIEW kept AS SELECT * FROM orders");
      SourceFacts facts = dump(shop);
      BackupContents contents = facts.contents().orElseThrow();
      assertEquals(
          Map.of(
              "public.orders", 1000L,
              "\"späce \"\"d\".\"日本.x\"", 1L,
              "public.events_1", 10L,
              "public.events_2", 5L,
              "public.parent", 1L,
              "public.child", 2L,
              "public.cache", 1L),
          contents.rows());
      assertEquals(major, contents.serverMajor());
      assertTrue(contents.schema().containsKey("column public.orders.at"));
      assertTrue(contents.schema().containsKey("materialized view public.kept"));
      assertEquals("PostgreSQL", facts.product());
      assertEquals(OptionalLong.empty(), facts.schemaVersion());
      assertFalse(hasSnapshot(shop));
    }
  }

  @Test
  void countsWhatTheDumpHoldsWhileOthersWrite() throws Exception {
    try (Shop shop = Shop.create(17);
        Shop copy = Shop.create(17)) {
      shop.run("CREATE TABLE orders (id bigserial, note text DEFAULT repeat('x', 200))");
      AtomicBoolean goesOn = new AtomicBoolean(true);
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> insert(shop, goesOn), Thread::startVirtualThread);
      Eventually.await(() -> Long.parseLong(shop.ask("SELECT count(*) FROM orders")) > 20_000);
      SourceFacts facts = dump(shop);
      goesOn.set(false);
      writer.get();
      restorePlainly(copy);
      String restored = copy.ask("SELECT count(*) FROM orders");
      assertEquals(
          restored, String.valueOf(facts.contents().orElseThrow().rows().get("public.orders")));
      assertTrue(
          Long.parseLong(shop.ask("SELECT count(*) FROM orders")) > Long.parseLong(restored));
    }
  }

  private static void insert(Shop shop, AtomicBoolean goesOn) {
    try (Connection session = shop.connect();
        Statement statement = session.createStatement()) {
      while (goesOn.get()) {
        statement.execute("INSERT INTO orders (note) SELECT 'y' FROM generate_series(1, 100)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void restorePlainly(Shop into) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            RealTool.require("pg_restore").toString(),
            "--no-owner",
            "--exit-on-error",
            "--dbname=" + into.name(),
            folder.resolve("dump").toString());
    builder.environment().putAll(into.target().environment());
    assertEquals(0, builder.inheritIO().start().waitFor());
  }

  @Test
  void neverSeesATableEmptyThatIsRewrittenMeanwhile() throws Exception {
    try (Shop shop = Shop.create(17)) {
      shop.run("CREATE TABLE orders (id int)", "INSERT INTO orders SELECT generate_series(1, 500)");
      try (Connection other = shop.connect();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("ALTER TABLE orders ALTER id TYPE bigint");
        FutureTask<SourceFacts> dumped = new FutureTask<>(() -> dump(shop));
        Thread.ofVirtual().start(dumped);
        Eventually.await(() -> isWaiting(shop));
        other.commit();
        assertEquals(500L, dumped.get().contents().orElseThrow().rows().get("public.orders"));
      }
    }
  }

  private static boolean isWaiting(Shop shop) throws SQLException {
    return shop.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name LIKE 'ignition-release %' AND wait_event_type = 'Lock'")
        .equals("1");
  }

  @Test
  void outlivesTheTimesThatTheServerGivesSessions() throws Exception {
    try (Shop shop = Shop.create(17)) {
      shop.run("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1)");
      for (String timeout :
          new String[] {
            "idle_in_transaction_session_timeout", "statement_timeout", "transaction_timeout"
          }) {
        shop.admin("ALTER ROLE " + shop.name() + " SET " + timeout + " = '50ms'");
      }
      assertEquals(1L, dump(shop).contents().orElseThrow().rows().get("public.orders"));
    }
  }

  @Test
  void saysWhatTheApplicationSeesOfItsSchema() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run(
          "CREATE TABLE schema_migrations (version bigint PRIMARY KEY)",
          "INSERT INTO schema_migrations VALUES (1), (15)");
      assertEquals(OptionalLong.of(15), dump(shop).schemaVersion());
    }
  }

  @Test
  void saysWhichRightIsMissing() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.admin("CREATE TABLE public.secrets (id int)");
      RemoteException failed = assertThrows(RemoteException.class, () -> dump(shop));
      assertEquals(ErrorCode.BACKUP_FAILED, failed.code());
      assertTrue(failed.problem().why().contains("permission denied for table secrets"));
      assertTrue(failed.problem().advice().contains("GRANT pg_read_all_data"));
    }
  }

  @Test
  void refusesRowsThatAPolicyHides() throws Exception {
    try (Shop shop = Shop.create(18)) {
      shop.run(
          "CREATE TABLE orders (id int)",
          "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
          "ALTER TABLE orders FORCE ROW LEVEL SECURITY");
      RemoteException failed = assertThrows(RemoteException.class, () -> dump(shop));
      assertTrue(failed.problem().advice().contains("BYPASSRLS"), failed.problem().toString());
    }
  }

  @Test
  void isCancelledWhileItWaitsForATable() throws Exception {
    try (Shop shop = Shop.create(18)) {
      IgnitionException told = disturbed(shop, () -> failure(shop), Thread::interrupt);
      assertEquals(CancelledException.class, told.getClass());
    }
  }

  @Test
  void saysThatTheConnectionWasLost() throws Exception {
    try (Shop shop = Shop.create(18)) {
      Disturbance disturbance =
          _ ->
              shop.ask(
                  "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                      + " WHERE datname = current_database()"
                      + " AND application_name = 'ignition-release snapshot'");
      assertEquals(
          ErrorCode.DATABASE_LOST, disturbed(shop, () -> failure(shop), disturbance).code());
    }
  }

  /** A session fails to close whose server has been told to end it. */
  @Test
  void isCancelledAlsoWhereTheSessionCannotBeClosed() throws Exception {
    try (Shop shop = Shop.create(18)) {
      TargetDatabase database = closingBadly(TargetDatabase.class, shop.database());
      InterruptedException told =
          disturbed(
              shop,
              () -> assertThrows(InterruptedException.class, () -> Snapshot.open(database)),
              Thread::interrupt);
      assertEquals(SQLException.class, told.getSuppressed()[0].getClass());
    }
  }

  private IgnitionException failure(Shop shop) {
    return assertThrows(IgnitionException.class, () -> dump(shop));
  }

  /** Comes between while a thread waits. */
  @FunctionalInterface
  private interface Disturbance {
    void of(Thread waiting) throws Exception;
  }

  /** What comes of {@code work}, which waits for a table when it is disturbed. */
  private static <T> T disturbed(Shop shop, Callable<T> work, Disturbance disturbance)
      throws Exception {
    try (Connection other = shop.connect();
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE orders (id int)");
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      FutureTask<T> told = new FutureTask<>(work);
      Thread waiting = Thread.ofPlatform().start(told);
      Eventually.await(() -> isWaiting(shop));
      disturbance.of(waiting);
      T outcome = told.get();
      Eventually.await(() -> !hasSnapshot(shop));
      other.rollback();
      return outcome;
    }
  }

  /** {@code real}, whose sessions close and say that they could not. */
  private static <T> T closingBadly(Class<T> type, T real) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          Object answer = method.invoke(real, arguments);
          if (method.getName().equals("close")) {
            throw new SQLException("Unable to close connection properly");
          }
          return answer instanceof Connection session
              ? closingBadly(Connection.class, session)
              : answer;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
