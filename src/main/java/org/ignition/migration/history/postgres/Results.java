package org.ignition.migration.history.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The results of a text of several queries, which came in one round trip. */
final class Results {

  private final Statement statement;
  private boolean first = true;

  /** Of a statement that was executed. */
  Results(Statement statement) {
    this.statement = statement;
  }

  /** The next one. */
  ResultSet next() throws SQLException {
    if (!first) {
      statement.getMoreResults();
    }
    first = false;
    ResultSet result = statement.getResultSet();
    if (result == null) {
      throw new SQLException("the server gave fewer results than there were queries");
    }
    return result;
  }
}
