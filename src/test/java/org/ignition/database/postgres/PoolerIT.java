package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ignition.database.BlockerWatch;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.PgBouncer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PgBouncer between us and the database. */
class PoolerIT {

  private static final String PASSED = "extra_float_digits, options";

  private static TargetDatabase open(PgBouncer pooler, String shop) {
    return PostgresTarget.open(
        TargetServer.url(pooler.port(), shop, ""), TargetServer.login(shop), TargetServer.ONCE);
  }

  @ParameterizedTest
  @CsvSource({
    "transaction, 'extra_float_digits, options'",
    "statement, 'extra_float_digits, options'",
    "transaction, extra_float_digits",
    "session, extra_float_digits",
    "transaction, ''",
  })
  void isRefusedWhereALockWouldNotHold(String mode, String ignored) throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (PgBouncer pooler =
        PgBouncer.before(server.port(), shop, TargetServer.PASSWORD, mode, ignored)) {
      RemoteException refused = assertThrows(RemoteException.class, () -> open(pooler, shop));
      assertEquals(ErrorCode.DATABASE_POOLED, refused.code(), refused::getMessage);
      assertTrue(refused.problem().advice().contains(PASSED));
    }
  }

  /** Other clients take and give back what the pooler has, while it is tried. */
  @Test
  void isRefusedWhenItIsBusyToo() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    AtomicBoolean enough = new AtomicBoolean();
    try (PgBouncer pooler =
        PgBouncer.before(server.port(), shop, TargetServer.PASSWORD, "transaction", PASSED)) {
      Thread[] clients = new Thread[3];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = Thread.ofVirtual().start(() -> work(pooler, shop, enough));
      }
      try {
        for (int tries = 0; tries < 10; tries++) {
          RemoteException refused = assertThrows(RemoteException.class, () -> open(pooler, shop));
          assertEquals(ErrorCode.DATABASE_POOLED, refused.code(), refused::getMessage);
        }
      } finally {
        enough.set(true);
        for (Thread client : clients) {
          client.join();
        }
      }
    }
  }

  private static void work(PgBouncer pooler, String shop, AtomicBoolean enough) {
    TargetSessions sessions =
        new TargetSessions(
            TargetServer.url(pooler.port(), shop, ""),
            Login.of(TargetServer.login(shop)),
            java.util.Optional.empty());
    try (Connection session = sessions.open("busy")) {
      while (!enough.get()) {
        Pooler.pid(session);
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void servesInSessionMode() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    server.admin("postgres", "ALTER ROLE " + shop + " SET statement_timeout = '7s'");
    try (PgBouncer pooler =
            PgBouncer.before(server.port(), shop, TargetServer.PASSWORD, "session", PASSED);
        TargetDatabase database = open(pooler, shop);
        Connection session = database.connect("migrate");
        Connection report = database.connect("report");
        Statement migrate = session.createStatement();
        Statement reporting = report.createStatement()) {
      assertEquals("0", TargetServer.ask(session, "SHOW statement_timeout").orElseThrow());
      migrate.execute("CREATE TABLE t (a int)");
      report.setAutoCommit(false);
      reporting.execute("SELECT * FROM t");
      try (BlockerWatch watch = database.watch(session);
          BlockedStatement _ =
              new BlockedStatement(migrate, "ALTER TABLE t ADD COLUMN b int", report::rollback)) {
        Eventually.await(() -> watch.seen().size() == 1);
      }
      TargetServer.Told told = new TargetServer.Told();
      for (String actor : new String[] {"ann", "bob"}) {
        try (HeldLock lock = database.lock(told.request(Duration.ZERO, actor))) {
          assertEquals("t", TargetServer.ask(session, lock.proofQuery()).orElseThrow());
        }
      }
    }
  }
}
