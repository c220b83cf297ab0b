package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queries that are asked together, in one round trip. */
final class Batch {

  private final List<Answer<?>> answers = new ArrayList<>();

  /** Adds a query; its answer is there after {@link #run}. */
  <T> Answer<T> ask(String query, Reading<T> reading) {
    Answer<T> answer = new Answer<>(query, reading);
    answers.add(answer);
    return answer;
  }

  void run(Connection session) throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(String.join(";\n", answers.stream().map(each -> each.query).toList()));
      for (Answer<?> each : answers) {
        each.take(statement);
        statement.getMoreResults();
      }
    }
  }

  /** Reads all rows of a result. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  /** What a query was answered with. */
  static final class Answer<T> {

    private final String query;
    private final Reading<T> reading;
    private @Nullable T value;

    private Answer(String query, Reading<T> reading) {
      this.query = query;
      this.reading = reading;
    }

    private void take(Statement statement) throws SQLException {
      ResultSet rows = statement.getResultSet();
      if (rows == null) {
        throw new SQLException("the server gave fewer results than there were queries");
      }
      value = reading.of(rows);
    }

    T value() {
      return Objects.requireNonNull(value);
    }
  }
}
