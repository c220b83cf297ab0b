package org.ignition.database.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

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
}
