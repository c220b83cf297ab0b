package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.image.Quoted;
import org.ignition.migration.Script;
import org.ignition.migration.sql.SqlStatement;

/** Runs a file of SQL that makes rows, as it is. */
public final class FixtureRows {

  private final ScratchServer server;
  private final Connection session;

  /**
   * Runs it through {@code session}.
   *
   * @param server that the session is one of
   */
  public FixtureRows(ScratchServer server, Connection session) {
    this.server = server;
    this.session = session;
  }

  /**
   * Runs every statement of {@code fixtures}, stopping at the first that the server refuses.
   *
   * @throws InputException when it refuses one, at its place in the file
   * @throws SQLException when the session is of no use any more
   */
  public void run(Script fixtures) throws SQLException {
    for (SqlStatement statement : fixtures.sql().statements()) {
      try {
        run(statement);
      } catch (SQLException refused) {
        ServerError error = server.explain(refused);
        if (error.endsSession()) {
          throw refused;
        }
        throw new InputException(problem(fixtures, statement, error), refused);
      }
    }
  }

  /**
   * Runs those statements of {@code fixtures} that the server takes, within the session's
   * transaction; none when constraints that are put off don't hold in the end.
   *
   * @throws SQLException when the session is of no use any more
   */
  public void runWhatFits(Script fixtures) throws SQLException {
    attempt(
        "ignition_fixtures",
        () -> {
          for (SqlStatement statement : fixtures.sql().statements()) {
            attempt("ignition_fixture", () -> run(statement));
          }
          send("SET CONSTRAINTS ALL IMMEDIATE");
        });
  }

  /** Something that the server may refuse. */
  private interface Attempt {
    void run() throws SQLException;
  }

  private void attempt(String savepoint, Attempt attempt) throws SQLException {
    send("SAVEPOINT " + savepoint);
    try {
      attempt.run();
    } catch (SQLException refused) {
      if (server.explain(refused).endsSession()) {
        throw refused;
      }
      send("ROLLBACK TO " + savepoint);
    }
    send("RELEASE " + savepoint);
  }

  private void send(String sql) throws SQLException {
    try (Statement plain = session.createStatement()) {
      plain.setEscapeProcessing(false);
      plain.execute(sql);
    }
  }

  private void run(SqlStatement statement) throws SQLException {
    Optional<String> rows = statement.copyData();
    if (rows.isPresent()) {
      server.copyIn(session, statement.text(), rows.get());
      return;
    }
    send(statement.text());
  }

  private static Problem problem(Script fixtures, SqlStatement statement, ServerError error) {
    return Problem.of(
            ErrorCode.FIXTURES_REFUSED,
            "The database refused the fixtures: " + Quoted.of(error.message()),
            "Migrations are rehearsed with these rows, which must fit the schema before the first of"
                + " them.",
            "Correct the statement; it runs as the owner of the database (SQLSTATE "
                + error.sqlState()
                + ").")
        .at(location(fixtures, statement, error));
  }

  private static SourceLocation location(
      Script fixtures, SqlStatement statement, ServerError error) {
    String before =
        statement
            .text()
            .substring(0, statement.text().offsetByCodePoints(0, codePoints(statement, error)));
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int column =
        lines == 0
            ? statement.at().column() + before.length()
            : before.length() - before.lastIndexOf('\n');
    return new SourceLocation(fixtures.file(), statement.at().line() + lines, column);
  }

  /** How much of the statement is before the error. */
  private static int codePoints(SqlStatement statement, ServerError error) {
    int all = statement.text().codePointCount(0, statement.text().length());
    return Math.clamp(error.position() - 1L, 0, all);
  }
}
