package org.ignition.migration.loss;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a session. */
final class Query {

  /** Reads one row of an answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Query() {}

  /** All rows of the answer to {@code sql}, its parameters bound. */
  static <T> List<T> rows(Connection session, Reader<T> reader, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (answer.next()) {
          rows.add(reader.read(answer));
        }
        return rows;
      }
    }
  }

  static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As a name in SQL. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
