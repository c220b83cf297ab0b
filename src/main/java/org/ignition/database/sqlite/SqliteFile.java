package org.ignition.database.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * A file that SQLite keeps a database in. Never read it by other means while a session of this
 * program is open: closing the file would take SQLite's locks off it ({@code fcntl(2)}).
 *
 * @param path absolute
 */
public record SqliteFile(Path path) {

  private static final int MOST_FINDINGS = 20;
  private static final String BUSY_MILLIS = "5000";

  /** A new session in autocommit mode; makes an empty database where there is no file. */
  Connection connect() throws SQLException {
    return connect(BUSY_MILLIS);
  }

  /** A session that does not wait for others. */
  Connection connectAtOnce() throws SQLException {
    return connect("0");
  }

  private Connection connect(String busyMillis) throws SQLException {
    Properties settings = new Properties();
    settings.put("busy_timeout", busyMillis);
    return new JDBC().connect("jdbc:sqlite:" + path, settings);
  }

  /** Whether there is anything. */
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * What {@code PRAGMA integrity_check} and {@code PRAGMA foreign_key_check} find, at most 20
   * sentences of each; untrusted, empty when all is well.
   */
  public List<String> integrity() {
    List<String> findings = new ArrayList<>();
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("PRAGMA integrity_check(" + MOST_FINDINGS + ")")) {
        while (row.next()) {
          findings.add("integrity_check: " + row.getString(1));
        }
      }
      findings.remove("integrity_check: ok");
      addOrphans(statement, findings);
      return List.copyOf(findings);
    } catch (SQLException e) {
      throw SqliteProblem.of(path, "check the database", e);
    }
  }

  private static void addOrphans(Statement statement, List<String> findings) {
    try (ResultSet row = statement.executeQuery("PRAGMA foreign_key_check")) {
      for (int left = MOST_FINDINGS; left > 0 && row.next(); left--) {
        String number = row.getString(2);
        findings.add(
            "foreign_key_check: %s of %s refers to a row of %s that is not there"
                .formatted(
                    number == null ? "a row" : "row " + number,
                    row.getString(1),
                    row.getString(3)));
      }
    } catch (SQLException e) {
      // A key that refers to columns without a unique index can't be checked at all.
      findings.add("foreign_key_check: " + SqliteProblem.message(e));
    }
  }

  /**
   * Copies the database by SQLite's online backup, whoever else reads or writes it. The copy
   * appears whole, and on the disk, or not at all.
   *
   * @param copy a file that is not there yet
   * @throws RemoteException when it can't be written
   */
  public void copyTo(Path copy) {
    Path part = copy.resolveSibling(copy.getFileName() + ".part");
    try {
      try (Connection session = connect()) {
        int code =
            session
                .unwrap(SQLiteConnection.class)
                .getDatabase()
                .backup("main", part.toString(), null);
        if (code != SQLiteErrorCode.SQLITE_OK.code) {
          throw new SQLException("backup ended with code " + code, "", code);
        }
      }
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      remove(part);
      throw new RemoteException(
          Problem.of(
              ErrorCode.BACKUP_FAILED,
              "The database " + path + " can't be copied to " + copy,
              String.valueOf(e.getMessage()),
              "Make room on the disk and let this user write there, then run again"),
          e);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
