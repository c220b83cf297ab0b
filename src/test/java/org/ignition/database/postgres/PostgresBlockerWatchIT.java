package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.TargetDatabase;
import org.ignition.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that keep a migration waiting. */
class PostgresBlockerWatchIT {

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void namesWhoStoodInTheWay(int major) throws Exception {
    TargetServer server = TargetServer.of(major);
    String shop = server.newShop();
    try (TargetDatabase database = server.open(shop);
        Connection report = database.connect("report");
        Connection session = database.connect("migrate");
        Statement migrate = session.createStatement();
        Statement reporting = report.createStatement()) {
      migrate.execute("CREATE TABLE t (a int)");
      report.setAutoCommit(false);
      reporting.execute("SELECT count(*) AS \"what the report asks\" FROM t");
      BlockerWatch watch = database.watch(session);
      try (watch;
          BlockedStatement _ =
              new BlockedStatement(migrate, "ALTER TABLE t ADD COLUMN b int", report::rollback)) {
        Eventually.await(() -> !watch.seen().isEmpty());
      }
      List<Blocker> seen = watch.seen();
      assertEquals(1, seen.size());
      Blocker blocker = seen.getFirst();
      assertEquals(Pooler.pid(report), blocker.pid());
      assertEquals(shop, blocker.user());
      assertEquals("ignition-release report", blocker.application());
      assertEquals("idle in transaction", blocker.state());
      assertTrue(blocker.query().contains("what the report asks"), blocker::query);
      assertTrue(blocker.age().toMillis() >= 300, () -> blocker.age().toString());
    }
  }

  @Test
  void costsNoSessionWhereNothingWaits() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    String sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
            + shop
            + "' AND application_name"
            + " LIKE '%blockers'";
    try (TargetDatabase database = server.open(shop);
        Connection session = database.connect("migrate")) {
      try (BlockerWatch watch = database.watch(session)) {
        assertEquals(List.of(), watch.seen());
      }
      Thread.sleep(500);
      // One that was closed too late, on a machine with other things to do, is about to be gone.
      Eventually.await(() -> server.ask("postgres", sessions).orElseThrow().equals("0"));
    }
  }

  @Test
  void leavesNoSessionBehind() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    String sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
            + shop
            + "' AND application_name"
            + " LIKE '%blockers'";
    try (TargetDatabase database = server.open(shop);
        Connection session = database.connect("migrate")) {
      try (BlockerWatch _ = database.watch(session)) {
        Eventually.await(() -> !server.ask("postgres", sessions).orElseThrow().equals("0"));
      }
      Eventually.await(() -> server.ask("postgres", sessions).orElseThrow().equals("0"));
    }
  }
}
