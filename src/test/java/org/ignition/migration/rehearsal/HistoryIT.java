package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.Migration;
import org.ignition.testing.Postgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database that stages are copied from. */
class HistoryIT {

  private static History history(ScratchServer server) {
    Duration limit = Duration.ofSeconds(60);
    return new History(
        server,
        new Conduct(
            new SessionText("UTC", limit, server.majorVersion()), SchemaReading.CHANGES, _ -> {}),
        new Failures(server, limit),
        new MissingRoles(server),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void isNotDroppedByAScriptThatKnowsItsName(int version) throws Exception {
    ScratchServer server = Postgres.server(version);
    try (History history = history(server)) {
      history.add(
          Migration.unversioned(Pairs.script("a.sql", "CREATE TABLE a (b int)")), Isolation.WHOLE);
      assertEquals(Optional.empty(), history.catchUp());
      String stage = history.copy();
      try (Connection owner = server.connect(stage, SessionRole.OWNER)) {
        String name = '"' + history.database() + '"';
        assertEquals("55006", refusal(owner, "DROP DATABASE " + name));
        assertEquals("42501", refusal(owner, "DROP DATABASE " + name + " WITH (FORCE)"));
      }
      server.dropDatabase(stage);
      server.dropDatabase(history.copy());
    }
  }

  private static String refusal(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      return assertThrows(SQLException.class, () -> statement.execute(sql)).getSQLState();
    }
  }
}
