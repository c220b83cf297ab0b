package org.ignition.migration.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.ignition.database.ServerError;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** A database in memory or a copy of a file, with limits on what statements may take and reach. */
final class Session implements AutoCloseable {

  private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
  private static final int LONGEST_VALUE = 16 * 1024 * 1024;

  /** The heap limit is one for the whole program, and can only be lowered. */
  private static final List<String> SETTINGS =
      List.of(
          "PRAGMA hard_heap_limit = 402653184",
          "PRAGMA trusted_schema = OFF",
          "PRAGMA foreign_keys = ON");

  private static final List<String> IN_MEMORY =
      List.of("PRAGMA temp_store = MEMORY", "PRAGMA max_page_count = 16384");

  /** What a kill leaves beside the file is then a journal, which goes with the next run. */
  private static final List<String> ON_FILE =
      List.of("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = OFF");

  private final SQLiteConnection connection;
  private final Duration limit;
  private volatile long deadline;

  private Session(SQLiteConnection connection, Duration limit) {
    this.connection = connection;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * Opens a database.
   *
   * @param image what it holds, as {@link #image()} gave it
   * @param limit after which a statement is stopped
   */
  static Session open(Image image, Duration limit) throws SQLException {
    Connection connection = new JDBC().connect("jdbc:sqlite::memory:", new Properties());
    Session session = new Session((SQLiteConnection) connection, limit);
    try {
      if (!image.isEmpty()) {
        session.connection.deserialize("main", image.bytes());
      }
      session.connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
      session.prepare(IN_MEMORY);
      return session;
    } catch (SQLException e) {
      try (session) {
        throw e;
      }
    }
  }

  /**
   * Opens a copy that nobody else uses; what is done to it stays. It may be of any size, so what is
   * temporary lies on the disk.
   *
   * @param limit after which a statement is stopped
   */
  static Session open(Path copy, Duration limit) throws SQLException {
    Connection connection = new JDBC().connect("jdbc:sqlite:" + copy, new Properties());
    Session session = new Session((SQLiteConnection) connection, limit);
    try {
      session.prepare(ON_FILE);
      return session;
    } catch (SQLException e) {
      try (session) {
        throw e;
      }
    }
  }

  private void prepare(List<String> own) throws SQLException {
    connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    connection.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
    for (String setting : SETTINGS) {
      run(setting);
    }
    for (String setting : own) {
      run(setting);
    }
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - deadline > 0 ? 1 : 0;
          }
        });
  }

  /** All that it holds, to open another one with. */
  Image image() throws SQLException {
    return new Image(connection.serialize("main"));
  }

  /**
   * Runs one statement to its end, whatever it answers.
   *
   * @return rows that it changed, or 0
   */
  long run(String sql) throws SQLException {
    restartClock();
    // Not as a plain statement: the driver has commands of its own in those, which write files.
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (statement.execute()) {
        drain(statement);
        return 0;
      }
      return Math.max(0, statement.getUpdateCount());
    }
  }

  private static void drain(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        // Each step computes a row.
      }
    }
  }

  /** Lets one statement attach a database, as VACUUM does. */
  long vacuum(String sql) throws SQLException {
    connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 1);
    try {
      return run(sql);
    } finally {
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    }
  }

  /** What to do with a row of an answer. */
  @FunctionalInterface
  interface EachRow {
    void accept(ResultSet row) throws SQLException;
  }

  /** Gives each row of the answer to a query of ours. */
  void read(String sql, EachRow each) throws SQLException {
    restartClock();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        each.accept(rows);
      }
    }
  }

  /** The first column of each row; NULL is an empty text. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    read(sql, row -> texts.add(row.getString(1) == null ? "" : row.getString(1)));
    return texts;
  }

  /** A number that is another one after each change of the schema. */
  long schemaVersion() throws SQLException {
    return Long.parseLong(texts("PRAGMA main.schema_version").getFirst());
  }

  /** Whether a transaction is open. */
  boolean inTransaction() throws SQLException {
    try {
      run("BEGIN");
    } catch (SQLException e) {
      if (Errors.message(e).contains("within a transaction")) {
        return true;
      }
      throw e;
    }
    run("ROLLBACK");
    return false;
  }

  /** Why the statement {@code text} failed. */
  ServerError explain(SQLException failure, String text) {
    return Errors.explain(failure, text, limit, this::fails);
  }

  private boolean fails(Errors.Beginning beginning) {
    List<Lexeme> lexemes = Lexemes.of(beginning.text());
    if (lexemes.getFirst().is("PRAGMA") || lexemes.getFirst().is("EXPLAIN")) {
      // Compiling is running for these.
      return lexemes.size() == 1;
    }
    restartClock();
    try (PreparedStatement _ = connection.prepareStatement(beginning.text())) {
      return false;
    } catch (SQLException e) {
      return Errors.message(e).equals(beginning.message());
    }
  }

  private void restartClock() {
    deadline = System.nanoTime() + limit.toNanos();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
