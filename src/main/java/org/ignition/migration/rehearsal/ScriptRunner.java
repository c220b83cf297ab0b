package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.OwnerSession.Executed;
import org.ignition.migration.rehearsal.observe.Footprint;
import org.ignition.migration.rehearsal.observe.WatchedLock;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/**
 * Runs one script on a stage, statement by statement, and traces it. The session is put back first.
 */
final class ScriptRunner {

  private final Stage stage;
  private final Failures failures;
  private final TrackedSchema schema;
  private Footprint pending = Footprint.NONE;

  ScriptRunner(Stage stage, Failures failures, SchemaSnapshot before) {
    this.stage = stage;
    this.failures = failures;
    this.schema = new TrackedSchema(stage.schema(), before);
  }

  /** The schema after what ran so far. */
  SchemaSnapshot schema() {
    return schema.current();
  }

  /**
   * Runs {@code script} in a transaction that the caller begins before and ends after it.
   *
   * @throws SQLException when the sessions can't go on
   */
  ScriptRun within(Script script) throws SQLException {
    stage.tracer().begin(true);
    List<SqlStatement> statements = script.sql().statements();
    for (SqlStatement statement : statements) {
      try {
        run(statement);
      } catch (SQLException e) {
        return failed(script, statement, e);
      }
    }
    return statements.isEmpty() ? ran(script) : checked(script, statements.getLast());
  }

  /** The same, without a trace of each statement. */
  ScriptRun again(Script script) throws SQLException {
    for (SqlStatement statement : script.sql().statements()) {
      try {
        stage.owner().execute(statement);
      } catch (SQLException e) {
        return new ScriptRun.Failed(script, List.of(), statement, failures.explain(e));
      }
    }
    schema.follow(stage.tracer().since());
    return new ScriptRun.Ran(script, List.of());
  }

  private ScriptRun checked(Script script, SqlStatement last) throws SQLException {
    try {
      stage.owner().checkConstraints();
    } catch (SQLException e) {
      return failed(script, last, e);
    }
    return ran(script);
  }

  private void run(SqlStatement statement) throws SQLException {
    look(statement, stage.owner().execute(statement), List.of());
  }

  private void look(SqlStatement statement, Executed executed, List<WatchedLock> watched)
      throws SQLException {
    stage.tracer().changed(schema.follow(traced(statement, executed, watched)));
  }

  private Footprint traced(SqlStatement statement, Executed executed, List<WatchedLock> watched)
      throws SQLException {
    return stage
        .tracer()
        .after(statement, executed.took(), executed.rows(), executed.said(), watched);
  }

  /** Runs {@code script} so that what ran stays when a later statement fails. */
  ScriptRun alone(Script script, Isolation isolation) throws SQLException {
    stage.tracer().begin(false);
    for (SqlStatement statement : script.sql().statements()) {
      try {
        alone(statement, isolation);
      } catch (SQLException e) {
        stage.owner().rollback();
        return failed(script, statement, e);
      }
    }
    follow();
    return ran(script);
  }

  /** Reading ends a transaction that the script began and did not end, as leaving psql does. */
  private void follow() throws SQLException {
    if (!pending.isNone()) {
      stage.owner().run("ROLLBACK");
      stage.tracer().changed(schema.follow(pending));
    }
  }

  private void alone(SqlStatement statement, Isolation isolation) throws SQLException {
    if (isolation == Isolation.OWN) {
      pending = pending.and(traced(statement, stage.owner().execute(statement), List.of()));
    } else if (NonTransactional.is(statement) || !inTransaction(statement)) {
      watched(statement);
    }
  }

  /** Whether it bore a transaction of its own. */
  private boolean inTransaction(SqlStatement statement) throws SQLException {
    stage.owner().run(SessionText.flush());
    stage.owner().begin();
    try {
      run(statement);
      stage.owner().commit();
      return true;
    } catch (SQLException e) {
      stage.owner().rollback();
      if (Refusal.of(failures.explain(e)) instanceof Refusal.OwnTransactions) {
        return false;
      }
      throw e;
    }
  }

  private void watched(SqlStatement statement) throws SQLException {
    List<Executed> executed = new ArrayList<>();
    List<WatchedLock> locks =
        stage
            .lockWatch()
            .around(
                statement,
                stage.owner().pid(),
                () -> executed.add(stage.owner().execute(statement)));
    look(statement, executed.getFirst(), locks);
  }

  private ScriptRun ran(Script script) throws SQLException {
    return new ScriptRun.Ran(script, stage.tracer().end());
  }

  private ScriptRun failed(Script script, SqlStatement at, SQLException why) {
    ServerError error = failures.explain(why);
    return new ScriptRun.Failed(script, traces().orElse(List.of()), at, error);
  }

  /** What was seen before the failure, unless the watching session is gone as well. */
  private Optional<List<StatementTrace>> traces() {
    try {
      return Optional.of(stage.tracer().end());
    } catch (SQLException _) {
      return Optional.empty();
    }
  }
}
