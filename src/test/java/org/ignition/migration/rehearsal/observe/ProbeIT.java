package org.ignition.migration.rehearsal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;

class ProbeIT {

  /** As on servers that can't be made to forget what they counted; newer ones do it in time. */
  @Test
  void countsTheScansOfItsOwnTransactionOnly() throws SQLException {
    ScratchServer server = Postgres.server(17);
    String database = server.createDatabase();
    try (Connection session = server.connect(database, SessionRole.OWNER);
        Probe probe = new Probe(session, false, 14)) {
      session.setAutoCommit(false);
      run(session, "CREATE TABLE t (a int)");
      session.commit();
      run(session, "SELECT count(*) FROM t");
      run(session, "SELECT count(*) FROM t");
      session.commit();
      probe.begin();
      run(session, "LOCK TABLE t IN SHARE MODE; SELECT count(*) FROM t");
      assertEquals(
          1, probe.ask(Integer.MAX_VALUE).held().stream().mapToLong(HeldRelation::scans).sum());
      session.rollback();
    } finally {
      server.dropDatabase(database);
    }
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
