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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.migration.history.Passenger;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Flyway says, said to a real server and to a session that remembers. */
class FlywaySessionIT {

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

  private final ScratchServer server = Postgres.server(17);
  private final String database = server.createDatabase();
  private Connection other;
  private FlywaySession flyway;
  private int kept;
  private Connection session;

  @BeforeEach
  void open() {
    other = connect();
    flyway = new FlywaySession(connect(), () -> kept++);
    session = flyway.shown();
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

  @Test
  void asksTheServerUntilATableIsThereAndNotAgain() throws SQLException {
    assertFalse(isTrue(session, TABLE, "public", "t"));
    run(other, "CREATE TABLE t (id int)");
    assertTrue(isTrue(session, TABLE, "public", "t"));
    run(other, "DROP TABLE t");
    assertTrue(isTrue(session, TABLE, "public", "t"));
    flyway.memory().unsettle();
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
    flyway.memory().unsettle();
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
    assertEquals(Optional.of("elsewhere"), flyway.memory().unsettle());
  }

  @Test
  void passesEverythingElseOn() throws SQLException {
    run(session, "CREATE TABLE t (id int)");
    assertTrue(isTrue(other, TABLE, "public", "t"));
    assertEquals(
        "42P01",
        assertThrows(SQLException.class, () -> word(session, "SELECT * FROM u")).getSQLState());
  }

  private void write(String table) throws SQLException {
    write(table, 1);
  }

  private void begin() throws SQLException {
    run(other, "CREATE TABLE f (a int, b int, c int, d int, e int, f int, g int, h int, i int)");
    flyway.transaction().begin();
    run(flyway.real(), "CREATE TABLE t (id int)");
  }

  private static final String HISTORY =
      """
      /*NO LOAD BALANCE*/
      SELECT "installed_rank","b" FROM "public"."h" WHERE "installed_rank" > ? ORDER BY \
      "installed_rank"\
      """;

  private List<Integer> ranksAbove(int rank) throws SQLException {
    List<Integer> ranks = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(HISTORY)) {
      statement.setInt(1, rank);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ranks.add(rows.getInt("installed_rank"));
        }
      }
    }
    return ranks;
  }

  private void write(String table, int rank) throws SQLException {
    String text = "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement row = session.prepareStatement(text)) {
      for (int i = 1; i <= 9; i++) {
        row.setInt(i, rank);
      }
      row.executeUpdate();
    }
  }

  private ResultSet answerTo(String query) throws SQLException {
    Statement statement = other.createStatement();
    statement.closeOnCompletion();
    return statement.executeQuery(query);
  }

  @Test
  void tellsFlywayOnceWhatWasReadAheadForIt() throws SQLException {
    run(
        other,
        "CREATE TABLE h (installed_rank int, b int, c int, d int, e int, f int, g int, h int, i int)");
    Passenger passenger = flyway.memory().passenger();
    assertEquals(List.of(), ranksAbove(0));
    assertEquals(Optional.empty(), passenger.query());
    write("h", 5);
    String ahead = passenger.query().orElseThrow();
    assertTrue(ahead.contains("> 4 "), ahead);
    passenger.answered(answerTo(ahead));
    run(other, "DELETE FROM h");
    assertEquals(List.of(5), ranksAbove(4));
    assertEquals(List.of(), ranksAbove(4));
  }

  @Test
  void asksTheServerWhereFlywayReadsFromElsewhereOrAScriptBegan() throws SQLException {
    run(
        other,
        "CREATE TABLE h (installed_rank int, b int, c int, d int, e int, f int, g int, h int, i int)");
    Passenger passenger = flyway.memory().passenger();
    assertEquals(List.of(), ranksAbove(0));
    write("h", 5);
    passenger.answered(answerTo("SELECT 7 AS installed_rank"));
    assertEquals(List.of(5), ranksAbove(3));
    passenger.answered(answerTo("SELECT 7 AS installed_rank"));
    flyway.memory().unsettle();
    flyway.memory().settle();
    assertEquals(List.of(5), ranksAbove(4));
  }

  @Test
  void keepsWhatRanWithFlywaysRowAndNoSooner() throws SQLException {
    begin();
    session.setAutoCommit(true);
    session.commit();
    assertFalse(isTrue(other, TABLE, "public", "t"));
    write("f");
    assertTrue(isTrue(other, TABLE, "public", "t"));
    assertEquals("1", word(other, "SELECT count(*) FROM f"));
    assertEquals(1, kept);
    assertFalse(flyway.transaction().isOpen());
  }

  @Test
  void keepsNothingWhenFlywaysRowIsRefused() throws SQLException {
    begin();
    assertThrows(SQLException.class, () -> write("missing"));
    assertFalse(flyway.transaction().isOpen());
    assertFalse(isTrue(other, TABLE, "public", "t"));
    assertEquals(0, kept);
  }

  @Test
  void letsFlywayWriteARowOfAFailureByItself() throws SQLException {
    begin();
    flyway.transaction().rollBack();
    write("f");
    assertEquals("1", word(other, "SELECT count(*) FROM f"));
    assertEquals(0, kept);
  }
}
