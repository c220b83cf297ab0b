package org.ignition.migration.flyway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Flyway says, said to a real server and to a session that remembers. */
class RememberingSessionIT {

  private static final String TABLE =
      """
      SELECT EXISTS (
        SELECT 1
        FROM   pg_catalog.pg_class c
        JOIN   pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE  n.nspname = ?
        AND    c.relname = ?
        AND    c.relkind = 'r'
      )\
      """;
  private static final String LOCK = "SELECT pg_try_advisory_lock(77)";
  private static final String UNLOCK = "SELECT pg_advisory_unlock(77)";

  private final ScratchServer server = Postgres.server(17);
  private final String database = server.createDatabase();
  private Connection other;
  private Connection session;

  @BeforeEach
  void open() {
    other = connect();
    session = RememberingSession.over(connect());
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    other.close();
  }

  private Connection connect() {
    return server.connect(database, SessionRole.OWNER);
  }

  private static void run(Connection session, String text) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(text);
    }
  }

  private static boolean isTrue(Connection session, String text, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(text)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static String word(Connection session, String text) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(text);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Memory memory() throws SQLException {
    return Memory.of(session).orElseThrow();
  }

  @Test
  void asksTheServerUntilATableIsThereAndNotAgain() throws SQLException {
    assertFalse(isTrue(session, TABLE, "public", "t"));
    run(other, "CREATE TABLE t (id int)");
    assertTrue(isTrue(session, TABLE, "public", "t"));
    run(other, "DROP TABLE t");
    assertTrue(isTrue(session, TABLE, "public", "t"));
    memory().unsettle();
    assertFalse(isTrue(session, TABLE, "public", "t"));
  }

  @Test
  void countsASchemaThatIsThere() throws SQLException {
    for (int i = 0; i < 2; i++) {
      try (PreparedStatement statement =
          session.prepareStatement("SELECT COUNT(*) FROM pg_namespace WHERE nspname=?")) {
        statement.setString(1, "public");
        ResultSet rows = statement.executeQuery();
        assertTrue(rows.next());
        assertEquals(1, rows.getInt(1));
        assertFalse(rows.next());
      }
    }
  }

  @Test
  void setsARoleOnlyWhileAScriptMayHaveSetAnother() throws SQLException {
    try (PreparedStatement statement = session.prepareStatement("SET ROLE 'nobody_at_all'")) {
      statement.execute();
    }
    memory().unsettle();
    try (PreparedStatement statement = session.prepareStatement("SET ROLE 'nobody_at_all'")) {
      SQLException refused = assertThrows(SQLException.class, statement::execute);
      assertEquals("22023", refused.getSQLState());
    }
  }

  @Test
  void leavesTheSearchPathToWhoeverBeginsAScript() throws SQLException {
    String before = word(session, "SHOW search_path");
    try (PreparedStatement statement =
        session.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      statement.setString(1, "elsewhere");
      statement.execute();
    }
    assertEquals(before, word(session, "SHOW search_path"));
    assertEquals(Optional.of("elsewhere"), memory().unsettle());
  }

  @Test
  void holdsALockUntilItIsClosed() throws SQLException {
    assertTrue(isTrue(session, LOCK));
    assertTrue(isTrue(session, UNLOCK));
    assertFalse(isTrue(other, LOCK));
    assertTrue(isTrue(session, LOCK));
    assertTrue(isTrue(session, UNLOCK));
    session.close();
    assertTrue(isTrue(other, LOCK));
  }

  @Test
  void doesNotClaimALockThatAnotherHolds() throws SQLException {
    assertTrue(isTrue(other, LOCK));
    assertFalse(isTrue(session, LOCK));
  }

  @Test
  void givesALockBackWhileNothingIsCertain() throws SQLException {
    assertTrue(isTrue(session, LOCK));
    memory().unsettle();
    assertTrue(isTrue(session, UNLOCK));
    assertTrue(isTrue(other, LOCK));
  }

  @Test
  void passesEverythingElseOn() throws SQLException {
    session.setAutoCommit(false);
    run(session, "CREATE TABLE t (id int)");
    session.rollback();
    session.setAutoCommit(true);
    assertFalse(isTrue(other, TABLE, "public", "t"));
    assertEquals(
        "42P01",
        assertThrows(SQLException.class, () -> word(session, "SELECT * FROM t")).getSQLState());
    assertEquals(Optional.empty(), Memory.of(other));
  }
}
