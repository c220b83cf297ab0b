package org.ignition.database.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.ignition.failure.DiskSpace;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;

/** Copies whole databases of SQLite while others use them. */
public final class SqliteCopy {

  private static final int ALL_PAGES = -1;
  private static final int WAIT_MILLIS = 100;
  private static final int TIMES_WAITED = 100;
  private static final int MOST_FLAWS = 10;
  private static final String SOUND = "ok";

  private SqliteCopy() {}

  /** Of the library that copies, such as {@code 3.54.1}. */
  public static String libraryVersion() {
    return SQLiteJDBCLoader.getVersion();
  }

  /** Reads something of a database. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads it; the session is closed afterwards. */
    T from(Connection session) throws SQLException;
  }

  /**
   * Copies {@code source} by SQLite's online backup API, in one step, what is in its write-ahead
   * log included: the copy is as of one moment. It waits up to ten seconds for who holds the file.
   *
   * @param target a file that is empty or not there
   * @throws IOException saying what SQLite said, see {@link
   *     org.ignition.failure.DiskSpace#isExhaustedBy}
   */
  public static void copy(Path source, Path target) throws IOException {
    copy(source, target, _ -> "");
  }

  /**
   * The same, and reads {@code source} as it was at that very moment: reading and copying share one
   * transaction.
   */
  public static <T> T copy(Path source, Path target, Reading<T> reading) throws IOException {
    try (SQLiteConnection connection = open(source, "mode=rw");
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      T seen = reading.from(connection);
      copy(connection, target);
      statement.execute("ROLLBACK");
      return seen;
    } catch (SQLException e) {
      throw said(e);
    }
  }

  private static void copy(SQLiteConnection connection, Path target) throws SQLException {
    int result =
        connection
            .getDatabase()
            .backup(
                "main",
                target.toAbsolutePath().toString(),
                (_, _) -> {},
                WAIT_MILLIS,
                TIMES_WAITED,
                ALL_PAGES);
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(result);
    if (code != SQLiteErrorCode.SQLITE_OK) {
      throw new SQLException(code.message, "", code.code);
    }
  }

  /**
   * Reads a database that others may use, what is in its write-ahead log included.
   *
   * @throws IOException saying what SQLite said
   */
  public static <T> T read(Path database, Reading<T> reading) throws IOException {
    return read(database, "mode=rw", reading);
  }

  /**
   * Reads a copy that nobody writes to. Nothing is made beside it, and what lies there is passed
   * over.
   *
   * @throws IOException saying what SQLite said
   */
  public static <T> T readCopy(Path file, Reading<T> reading) throws IOException {
    return read(file, "immutable=1", reading);
  }

  private static <T> T read(Path file, String option, Reading<T> reading) throws IOException {
    try (Connection connection = open(file, option)) {
      return reading.from(connection);
    } catch (SQLException e) {
      throw said(e);
    }
  }

  /**
   * What {@code PRAGMA integrity_check} finds wrong with a file that nobody writes to, at most ten
   * lines.
   *
   * @throws IOException when it can't be read as a database at all
   */
  public static List<String> flaws(Path file) throws IOException {
    return readCopy(file, SqliteCopy::flaws);
  }

  private static List<String> flaws(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_FLAWS + ")")) {
      List<String> flaws = new ArrayList<>();
      while (rows.next()) {
        flaws.add(rows.getString(1));
      }
      flaws.remove(SOUND);
      return flaws;
    }
  }

  private static IOException said(SQLException failure) {
    boolean full = failure.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code;
    return new IOException(full ? DiskSpace.EXHAUSTED : failure.getMessage(), failure);
  }

  private static SQLiteConnection open(Path file, String option) throws SQLException {
    return open(file, option, WAIT_MILLIS * TIMES_WAITED);
  }

  /**
   * A session with a file that is there.
   *
   * @param busyMillis how long to wait for who holds it
   */
  static SQLiteConnection open(Path file, String option, int busyMillis) throws SQLException {
    Properties settings = new Properties();
    settings.put("busy_timeout", Integer.toString(busyMillis));
    String url = "jdbc:sqlite:" + file.toUri().toASCIIString() + "?" + option;
    Connection connection = new JDBC().connect(url, settings);
    return (SQLiteConnection) connection;
  }
}
