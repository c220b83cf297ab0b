package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ignition.database.HeldLock;
import org.ignition.database.LockHolder;
import org.ignition.database.LockRequest;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that want one database. */
class PostgresLockIT {

  private static final int RUNS = 20;
  private final TargetServer.Told told = new TargetServer.Told();

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void letsOneRunWorkAtATime(int major) throws Exception {
    TargetServer server = TargetServer.of(major);
    String shop = server.newShop();
    AtomicInteger inside = new AtomicInteger();
    Callable<Integer> run =
        () -> {
          try (TargetDatabase database =
                  PostgresTarget.open(
                      server.url(shop), TargetServer.login(shop), Patience.usual());
              HeldLock lock = database.lock(told.request(Duration.ofMinutes(2), "ann"))) {
            int others = inside.getAndIncrement();
            Thread.sleep(20);
            lock.require();
            inside.decrementAndGet();
            return others;
          }
        };
    try (ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> futures =
          IntStream.range(0, RUNS).mapToObj(_ -> runs.submit(run)).toList();
      for (Future<Integer> future : futures) {
        assertEquals(0, future.get());
      }
    }
    assertTrue(told.holders.stream().allMatch(holder -> holder.actor().matches("ann|")));
  }

  @Test
  void namesTheHolderToWhoeverComesSecond() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        TargetDatabase second = server.open(shop);
        HeldLock _ = first.lock(told.request(Duration.ZERO, "ann"))) {
      RemoteException refused =
          assertThrows(
              RemoteException.class,
              () -> second.lock(told.request(Duration.ofMillis(700), "bob")));
      assertEquals(ErrorCode.DATABASE_LOCKED, refused.code());
      LockHolder holder = told.holders.getFirst();
      assertEquals(1, told.holders.size());
      assertEquals("ann", holder.actor());
      assertEquals("https://runs.example/1", holder.runUrl());
      assertEquals("127.0.0.1", holder.client());
      String problem = refused.problem().toString();
      assertTrue(problem.contains(" of ann, "), problem);
      assertTrue(problem.contains("from 127.0.0.1"), problem);
      assertTrue(problem.contains("see https://runs.example/1"), problem);
      assertTrue(problem.contains("SELECT pg_terminate_backend(" + holder.pid() + ");"), problem);
    }
  }

  @Test
  void showsHoldersAfterTheyWereAsked() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        TargetDatabase second = server.open(shop);
        HeldLock lock = first.lock(told.request(Duration.ZERO, "ann"))) {
      lock.require();
      assertThrows(
          RemoteException.class, () -> second.lock(told.request(Duration.ofMillis(50), "bob")));
      assertEquals("ann", told.holders.getFirst().actor());
    }
  }

  @Test
  void triesOnceWithoutPatience() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        TargetDatabase second = server.open(shop);
        HeldLock _ = first.lock(told.request(Duration.ZERO, "ann"))) {
      assertThrows(RemoteException.class, () -> second.lock(told.request(Duration.ZERO, "bob")));
      assertEquals(List.of(), told.holders);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/ DROP TABLE t; /*",
        "/* /* /*",
        "'; DROP TABLE t; --",
        "a\nb\u0007\u202e",
        "ann actor=bob run=nowhere",
        "%2A/ + %",
        "{fn now()} ? $1",
        "Zoë 🦊",
        "",
      })
  void keepsHostileNamesInTheirComment(String actor) throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        TargetDatabase second = server.open(shop);
        Connection session = first.connect("test");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TABLE t (a int)");
      try (HeldLock lock =
          first.lock(new LockRequest(Duration.ZERO, actor, actor, told.holders::add))) {
        lock.require();
        assertThrows(
            RemoteException.class, () -> second.lock(told.request(Duration.ofMillis(50), "bob")));
        assertEquals(actor, told.holders.getFirst().actor());
        assertEquals(actor, told.holders.getFirst().runUrl());
      }
      statement.execute("TABLE t");
    }
  }

  @Test
  void isProvedByAnySessionOfTheDatabase() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    String other = server.newShop();
    try (TargetDatabase first = server.open(shop);
        Connection session = first.connect("test");
        TargetDatabase elsewhere = server.open(other);
        HeldLock _ = elsewhere.lock(told.request(Duration.ZERO, "bob"))) {
      HeldLock lock = first.lock(told.request(Duration.ZERO, "ann"));
      assertEquals("t", TargetServer.ask(session, lock.proofQuery()).orElseThrow());
      try (Statement statement = session.createStatement()) {
        statement.execute("SET search_path = ''");
      }
      assertEquals("t", TargetServer.ask(session, lock.proofQuery()).orElseThrow());
      lock.close();
      // The server ends a session a moment after its client left.
      Eventually.await(() -> !isTrue(session, lock.proofQuery()));
    }
  }

  private static boolean isTrue(Connection session, String query) throws Exception {
    return TargetServer.ask(session, query).orElseThrow().equals("t");
  }

  @Test
  void noticesThatItIsLost() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        Connection session = first.connect("test");
        HeldLock lock = first.lock(told.request(Duration.ZERO, "ann"))) {
      server.admin(
          shop,
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database"
              + " = (SELECT oid FROM pg_database WHERE datname = '"
              + shop
              + "')");
      RemoteException lost = assertThrows(RemoteException.class, lock::require);
      assertEquals(ErrorCode.DATABASE_LOST, lost.code());
      Eventually.await(() -> !isTrue(session, lock.proofQuery()));
      try (TargetDatabase second = server.open(shop);
          HeldLock again = second.lock(told.request(Duration.ZERO, "bob"))) {
        again.require();
      }
    }
  }

  @Test
  void isTakenThoughTheSessionOfTheStartEnded() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase database = server.open(shop)) {
      server.admin(
          shop,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'ignition-release lock' AND datname = '"
              + shop
              + "'");
      try (HeldLock lock = database.lock(told.request(Duration.ZERO, "ann"))) {
        lock.require();
      }
    }
  }

  /** What a statement that waits would be: a transaction that this one waits for in turn. */
  @Test
  void isNotInTheWayOfConcurrentIndexes() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase first = server.open(shop);
        TargetDatabase second = server.open(shop);
        Connection session = first.connect("test");
        Statement statement = session.createStatement();
        HeldLock _ = first.lock(told.request(Duration.ZERO, "ann"))) {
      Thread waiting =
          Thread.ofVirtual()
              .start(() ->
                  assertThrows(
                      RemoteException.class,
                      () -> second.lock(told.request(Duration.ofSeconds(3), "bob"))));
      statement.execute("CREATE TABLE t (a int)");
      statement.execute("SET lock_timeout = '20s'");
      statement.execute("CREATE INDEX CONCURRENTLY ON t (a)");
      waiting.join();
    }
  }
}
