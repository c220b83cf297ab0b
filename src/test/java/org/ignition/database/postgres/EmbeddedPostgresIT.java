package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of our own, each version there is. */
class EmbeddedPostgresIT {

  static String ask(ScratchServer server, String database, SessionRole role, String query)
      throws SQLException {
    try (Connection session = server.connect(database, role);
        Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      assertTrue(answer.next());
      return answer.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void startsAndStops(int version) throws Exception {
    for (int i = 0; i < 5; i++) {
      long began = System.nanoTime();
      try (ScratchServer server =
          EmbeddedPostgres.start(version, Postgres.folders(), new SecureRandom())) {
        String database = server.createDatabase();
        assertEquals("postgres", ask(server, database, SessionRole.OWNER, "SELECT current_user"));
        System.out.println(
            "start to first query: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertTrue(
            ask(server, database, SessionRole.ADMINISTRATOR, "SHOW server_version")
                .startsWith(version + "."));
      }
      System.out.println("and stopped: " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
  }
}
