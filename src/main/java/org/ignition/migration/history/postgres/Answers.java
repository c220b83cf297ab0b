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

  /**
   * The last rows, for who asked last: a rule of a table may select something as a row is added,
   * which the simple protocol returns too.
   *
   * @throws SQLException when there are none
   */
  static ResultSet lastRows(Statement statement) throws SQLException {
    ResultSet last = nextRows(statement);
    while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)
        || statement.getUpdateCount() >= 0) {
      ResultSet rows = statement.getResultSet();
      if (rows != null) {
        last.close();
        last = rows;
      }
    }
    return last;
  }
}
