package org.ignition.migration.rehearsal.observe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.LockMode;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Locks that are gone when their statement ends. */
class LockWatchIT {

  private static final String DROP = "DROP INDEX CONCURRENTLY i";

  /** Without a reader in its way it is over sooner than anybody looks. */
  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void seesThoseOfAStatementThatBeginsLate(int version) throws Exception {
    ScratchServer server = Postgres.server(version);
    String database = server.createDatabase();
    try (Connection session = server.connect(database, SessionRole.OWNER);
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TABLE t (a int); CREATE INDEX i ON t (a)");
      List<WatchedLock> seen =
          new LockWatch(() -> server.connect(database, SessionRole.ADMINISTRATOR))
              .around(drop(), pid(session), () -> runLate(statement));
      assertTrue(
          seen.stream().anyMatch(lock -> lock.mode() == LockMode.SHARE_UPDATE_EXCLUSIVE),
          seen::toString);
    } finally {
      server.dropDatabase(database);
    }
  }

  /** Else it would wait for our own readers. */
  @Test
  void letsAStatementGoOnOfWhichTheServerDoesNotTellThatItRuns() throws Exception {
    ScratchServer server = Postgres.server(17);
    String database = server.createDatabase();
    try (Connection administrator = server.connect(database, SessionRole.ADMINISTRATOR);
        Statement setting = administrator.createStatement()) {
      setting.execute("ALTER DATABASE " + database + " SET track_activities = off");
      try (Connection session = server.connect(database, SessionRole.OWNER);
          Statement statement = session.createStatement()) {
        statement.execute("CREATE TABLE t (a int); CREATE INDEX i ON t (a)");
        statement.execute("SET statement_timeout = '60s'");
        new LockWatch(() -> server.connect(database, SessionRole.ADMINISTRATOR))
            .around(drop(), pid(session), () -> statement.execute(DROP));
      }
    } finally {
      server.dropDatabase(database);
    }
  }

  private static SqlStatement drop() {
    return SqlSplitter.split(DROP).statements().getFirst();
  }

  private static int pid(Connection session) throws SQLException {
    return session.unwrap(PGConnection.class).getBackendPID();
  }

  private static void runLate(Statement statement) throws SQLException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    statement.execute(DROP);
  }
}
