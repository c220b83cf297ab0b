package org.ignition.migration.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.ignition.database.TargetDatabase;

/** What an application, or a person, asks a database to learn the version of its schema. */
public final class VersionQuery {

  /** The newest versions, as people read them. */
  public static final String NEWEST =
      "SELECT * FROM schema_migrations ORDER BY version DESC LIMIT 5";

  private VersionQuery() {}

  /**
   * Asks.
   *
   * @return the names of the columns and then the rows, each line's cells separated by bars
   * @throws org.ignition.failure.RemoteException when it is refused
   */
  public static List<String> newest(TargetDatabase database) {
    return new HistorySession(database).read(VersionQuery::newest);
  }

  private static List<String> newest(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(NEWEST)) {
      List<String> lines = new ArrayList<>();
      ResultSetMetaData columns = rows.getMetaData();
      lines.add(line(columns.getColumnCount(), columns::getColumnLabel));
      while (rows.next()) {
        lines.add(line(columns.getColumnCount(), rows::getString));
      }
      return lines;
    }
  }

  /** The highest version; empty when there is none. */
  static OptionalLong highest(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT MAX(version) FROM schema_migrations")) {
      row.next();
      long highest = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(highest);
    }
  }

  private interface Cell {
    String at(int column) throws SQLException;
  }

  private static String line(int columns, Cell cell) throws SQLException {
    StringJoiner line = new StringJoiner(" | ");
    for (int column = 1; column <= columns; column++) {
      line.add(String.valueOf(cell.at(column)));
    }
    return line.toString();
  }
}
