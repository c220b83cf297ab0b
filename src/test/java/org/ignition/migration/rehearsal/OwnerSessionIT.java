package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.Test;

class OwnerSessionIT {

  private static final String NAME =
      "SELECT name FROM pg_prepared_statements WHERE NOT from_sql AND statement LIKE '%that is us%'";

  @Test
  void whatIsPreparedStaysPreparedThroughResets() throws Exception {
    SessionText text = new SessionText("UTC", Duration.ofSeconds(10), 17);
    try (ScratchServer server = EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom());
        Connection administrator =
            server.connect(server.createDatabase(), SessionRole.ADMINISTRATOR);
        OwnerSession session =
            OwnerSession.open(server, administrator.getCatalog(), text, administrator);
        PreparedStatement prepared = session.connection().prepareStatement(NAME)) {
      session.reset(true);
      String name = name(prepared);
      assertFalse(name.isEmpty());
      session.reset(false);
      assertEquals(name, name(prepared));
      session.begin();
      session.reset(true);
      assertEquals(name, name(prepared));
      session.reset(false);
      assertEquals(name, name(prepared));
      session.rollback();
    }
  }

  private static String name(PreparedStatement prepared) throws SQLException {
    try (ResultSet row = prepared.executeQuery()) {
      String name = "";
      while (row.next()) {
        name = row.getString(1);
      }
      return name;
    }
  }
}
