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
 * Runs scripts on a stage, statement by statement, and traces them. The caller puts the session
 * back before each. Methods throw {@link SQLException} when our own look at the server fails; a
 * script that fails is a result.
 */
final class ScriptRunner {

  private final Stage stage;
  private final OwnerSession owner;
  private final Failures failures;
  private final TrackedSchema schema;

  ScriptRunner(Stage stage, Failures failures, SchemaSnapshot before) {
    this.stage = stage;
    this.owner = stage.owner();
    this.failures = failures;
    this.schema = new TrackedSchema(stage.schema(), before, stage.conduct().reading());
  }

  /** The schema after what ran so far. */
  SchemaSnapshot schema() {
    return schema.current();
  }

  /** Runs {@code script} in a transaction that the caller begins before and ends after it. */
  ScriptRun within(Script script) throws SQLException {
    stage.tracer().begin(true);
    Pace pace = stage.conduct().pace(script);
    List<SqlStatement> statements = script.sql().statements();
    for (int i = 0; i < statements.size(); i++) {
      SqlStatement statement = statements.get(i);
      pace.next();
      settleBefore(statement);
      Executed executed;
      try {
        executed = owner.execute(statement);
      } catch (SQLException e) {
        return failed(script, statement, e);
      }
      if (InsertSeries.isAmid(statements, i)) {
        pass(statement, executed);
      } else {
        look(statement, executed, List.of());
      }
    }
    return script.isEmpty() ? ran(script) : checked(script);
  }

  private ScriptRun checked(Script script) throws SQLException {
    try {
      owner.checkConstraints();
    } catch (SQLException e) {
      return failed(script, script.sql().statements().getLast(), e);
    }
    settle();
    return ran(script);
  }

  /** The same, without a trace of each statement. */
  ScriptRun again(Script script) throws SQLException {
    Pace pace = stage.conduct().pace(script);
    for (SqlStatement statement : script.sql().statements()) {
      pace.next();
      try {
        owner.execute(statement);
      } catch (SQLException e) {
        return new ScriptRun.Failed(script, List.of(), statement, failures.explain(e));
      }
    }
    schema.ran(script, stage.tracer().since());
    return new ScriptRun.Ran(script, List.of());
  }

  /** Runs {@code script} so that what ran stays when a later statement fails. */
  ScriptRun alone(Script script, Isolation isolation) throws SQLException {
    stage.tracer().begin(false);
    Pace pace = stage.conduct().pace(script);
    for (SqlStatement statement : script.sql().statements()) {
      pace.next();
      Optional<SQLException> refused =
          switch (isolation) {
            case OWN -> asItIs(statement);
            case WHOLE, EACH ->
                NonTransactional.is(statement) ? watched(statement) : inTransaction(statement);
          };
      if (refused.isPresent()) {
        return failed(script, statement, refused.get());
      }
    }
    // As leaving psql does: reading is to meet no transaction that the script left open.
    owner.run("ROLLBACK");
    settle();
    return ran(script);
  }

  private Optional<SQLException> asItIs(SqlStatement statement) throws SQLException {
    Executed executed;
    try {
      executed = owner.execute(statement);
    } catch (SQLException e) {
      return Optional.of(e);
    }
    look(statement, executed, List.of());
    return Optional.empty();
  }

  private Optional<SQLException> inTransaction(SqlStatement statement) throws SQLException {
    owner.run(stage.conduct().text().flush());
    owner.begin();
    try {
      stage.tracer().beginStatement();
      Executed executed = owner.execute(statement);
      owner.checkConstraints();
      look(statement, executed, List.of());
      settle();
      owner.commit();
      return Optional.empty();
    } catch (SQLException e) {
      owner.rollback();
      return Refusal.of(failures.explain(e)) instanceof Refusal.OwnTransactions
          ? watched(statement)
          : Optional.of(e);
    }
  }

  private Optional<SQLException> watched(SqlStatement statement) throws SQLException {
    List<Executed> executed = new ArrayList<>();
    List<SQLException> refused = new ArrayList<>();
    List<WatchedLock> locks =
        stage
            .lockWatch()
            .around(statement, owner.pid(), () -> attempt(statement, executed, refused));
    if (!refused.isEmpty()) {
      return Optional.of(refused.getFirst());
    }
    look(statement, executed.getFirst(), locks);
    settle();
    return Optional.empty();
  }

  private void attempt(
      SqlStatement statement, List<Executed> executed, List<SQLException> refused) {
    try {
      executed.add(owner.execute(statement));
    } catch (SQLException e) {
      refused.add(e);
    }
  }

  /** The last of a series shows what the others did too. */
  private void pass(SqlStatement statement, Executed executed) {
    stage.tracer().pass(statement, executed.took(), executed.rows(), executed.said());
    schema.add(statement, Footprint.NONE);
  }

  private void look(SqlStatement statement, Executed executed, List<WatchedLock> watched)
      throws SQLException {
    schema.add(
        statement,
        stage
            .tracer()
            .after(statement, executed.took(), executed.rows(), executed.said(), watched));
  }

  private void settleBefore(SqlStatement next) throws SQLException {
    if (schema.isDueBefore(next)) {
      settle();
    }
  }

  private void settle() throws SQLException {
    stage.tracer().changed(schema.settle());
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
