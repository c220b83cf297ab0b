package org.ignition.migration.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerMessage;
import org.ignition.database.SessionRole;
import org.ignition.migration.sql.SqlStatement;

/** A session that runs scripts, as the owner of the database and no superuser. */
final class OwnerSession implements AutoCloseable {

  /** The driver's “too many results”: a statement returned rows, which were not kept. */
  private static final String HAD_ROWS = "0100E";

  private final ScratchServer server;
  private final Connection connection;
  private final SessionText text;
  private final Runnable terminate;
  private final int pid;

  /** Whether a script, or what the schema runs, may have left something since it was put back. */
  private boolean used = true;

  /** Whether a script may have begun a transaction of its own. */
  private boolean loose = true;

  private OwnerSession(
      ScratchServer server, Connection connection, SessionText text, Connection administrator)
      throws SQLException {
    this.server = server;
    this.connection = connection;
    this.text = text;
    this.pid = pid(connection);
    this.terminate = () -> terminate(administrator, pid);
  }

  static OwnerSession open(
      ScratchServer server, String database, SessionText text, Connection administrator)
      throws SQLException {
    return new OwnerSession(
        server, server.connect(database, SessionRole.OWNER), text, administrator);
  }

  /** What a statement gave. */
  record Executed(Duration took, long rows, List<ServerMessage> said) {}

  /** For what leaves nothing behind. */
  Connection connection() {
    return connection;
  }

  /** For statements that may run what the schema holds, such as triggers. */
  Connection lend() {
    used = true;
    return connection;
  }

  int pid() {
    return pid;
  }

  /** Puts the session back, within the transaction when there is one. */
  void reset(boolean traced) throws SQLException {
    boolean outside = connection.getAutoCommit();
    if (outside && loose) {
      run("ROLLBACK");
      loose = false;
    }
    if (used) {
      forget();
      used = false;
    }
    run(text.settings(traced) + (outside ? text.flush() : ""));
  }

  private void forget() throws SQLException {
    for (String name : lastColumn(SessionText.FORGET)) {
      run("DEALLOCATE \"" + name.replace("\"", "\"\"") + '"');
    }
  }

  /** The first column of the last result that has rows. */
  private List<String> lastColumn(String sql) throws SQLException {
    List<String> column = new ArrayList<>();
    try (Statement statement = statement()) {
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          column.clear();
          read(statement.getResultSet(), column);
        }
        rows = statement.getMoreResults();
      }
    }
    return column;
  }

  private static void read(ResultSet rows, List<String> column) throws SQLException {
    while (rows.next()) {
      column.add(rows.getString(1));
    }
  }

  boolean inTransaction() throws SQLException {
    return !connection.getAutoCommit();
  }

  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Ends the transaction, if there is one and the session lives. */
  void rollback() throws SQLException {
    if (!connection.isClosed() && !connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Fails where a constraint that was put off does not hold. */
  void checkConstraints() throws SQLException {
    run("SET CONSTRAINTS ALL IMMEDIATE");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = statement()) {
      statement.execute(sql);
    }
  }

  /**
   * Runs one statement of a script; rows that it returns are dropped as they come.
   *
   * @throws SQLTimeoutException when it did not end in time
   */
  Executed execute(SqlStatement sql) throws SQLException {
    used = true;
    loose |= connection.getAutoCommit();
    try (Statement statement = statement();
        Guard guard = new Guard(statement, text.statementTimeout(), terminate)) {
      long begun = System.nanoTime();
      try {
        long rows = send(statement, sql);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Executed(took, rows, server.messages(statement.getWarnings()));
      } catch (SQLException e) {
        throw guard.stepped() ? new SQLTimeoutException(e) : e;
      }
    }
  }

  private long send(Statement statement, SqlStatement sql) throws SQLException {
    Optional<String> copied = sql.copyData();
    if (copied.isPresent()) {
      return server.copyIn(connection, sql.text(), copied.get());
    }
    try {
      return statement.executeLargeUpdate(sql.text());
    } catch (SQLException e) {
      if (HAD_ROWS.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  private Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void terminate(Connection administrator, int pid) {
    try (Statement statement = administrator.createStatement()) {
      statement.execute("SELECT pg_catalog.pg_terminate_backend(" + pid + ")");
    } catch (SQLException _) {
      // Then its connection is dropped.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
