package org.ignition.migration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.TargetServer;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions for the history on a real server. */
class HistorySessionIT {

  /** Within which it can be seen who is in the way, also by a machine that is busy. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesWhoKeepsTheHistoryToHimself(boolean reads) throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TargetDatabase database = server.open(shop);
        Connection other = database.connect("test");
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE history (version int)");
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE history");
      HistorySession sessions = new HistorySession(database, SHORT);
      RemoteException refused =
          assertThrows(
              RemoteException.class,
              () -> {
                if (reads) {
                  sessions.read(HistorySessionIT::count);
                } else {
                  sessions.write(HistorySessionIT::count);
                }
              });
      assertEquals(ErrorCode.MIGRATION_BLOCKED, refused.code());
      assertTrue(refused.problem().why().contains("\"LOCK TABLE history\""), refused::getMessage);
      other.rollback();
      assertEquals(0, sessions.read(HistorySessionIT::count));
    }
  }

  private static int count(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM history")) {
      row.next();
      return row.getInt(1);
    }
  }
}
