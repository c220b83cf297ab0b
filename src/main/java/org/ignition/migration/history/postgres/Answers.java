package org.ignition.migration.history.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the server answered to several statements of one message. */
final class Answers {

  private Answers() {}

  /**
   * The first rows from the answer on at which {@code statement} is.
   *
   * @throws SQLException when there are none
   */
  static ResultSet nextRows(Statement statement) throws SQLException {
    ResultSet rows = statement.getResultSet();
    while (rows == null) {
      if (!statement.getMoreResults() && statement.getUpdateCount() < 0) {
        throw new SQLException("an answer is missing");
      }
      rows = statement.getResultSet();
    }
    return rows;
  }
}
