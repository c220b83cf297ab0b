package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.ServerError;
import org.ignition.failure.CancelledException;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sql.SqlScript.Flaw;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/** Runs one script in a session of its own, statement by statement, and traces it. */
final class ScriptRunner {

  private final Session session;
  private final SchemaReader reader;
  private final Identities identities;
  private final RehearsalListener listener;
  private final List<SchemaSnapshot> states = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();
  private long version;

  /** A statement that ran. */
  private record Done(
      SqlStatement statement, Duration took, long endedAt, long rows, List<String> reasons) {}

  /** How a script ended, and the schema that it left. */
  record Ended(ScriptRun run, SchemaSnapshot after) {}

  ScriptRunner(
      Session session,
      SchemaReader reader,
      Identities identities,
      SchemaSnapshot before,
      RehearsalListener listener) {
    this.session = session;
    this.reader = reader;
    this.identities = identities;
    this.listener = listener;
    states.add(before);
  }

  /** Whether {@code script} runs in a transaction that is begun for it. */
  static boolean isWrapped(Script script) {
    return script.transactional()
        && script.sql().flaws().stream().noneMatch(Flaw::controlsTransactions);
  }

  /**
   * Runs {@code script} for good.
   *
   * @throws SQLException when the session itself fails
   */
  Ended run(Script script) throws SQLException {
    Optional<Misreading> misread = Misreading.in(script.sql());
    return misread.isPresent()
        ? failed(script, misread.get().at(), misread.get().error())
        : runStatements(script);
  }

  private Ended runStatements(Script script) throws SQLException {
    Set<String> broken = Integrity.problems(session);
    version = session.schemaVersion();
    boolean wrapped = isWrapped(script);
    if (wrapped) {
      session.run("BEGIN");
    }
    int number = 0;
    for (SqlStatement statement : script.sql().statements()) {
      CancelledException.throwIfInterrupted();
      number++;
      listener.running(script, number, script.sql().statements().size());
      Optional<ServerError> error = run(statement);
      if (error.isPresent()) {
        return failed(script, statement, error.get());
      }
    }
    Optional<ServerError> error = end(wrapped);
    if (error.isPresent()) {
      return failed(script, done.getLast().statement(), error.get());
    }
    report(broken);
    return new Ended(new ScriptRun.Ran(script, traces()), seen().getLast());
  }

  private Optional<ServerError> run(SqlStatement statement) throws SQLException {
    return switch (Gate.of(statement.text())) {
      case Gate.Refused(ServerError error) -> Optional.of(error);
      case Gate.PassedOver(String pragma) -> {
        add(statement, Duration.ZERO, 0, List.of(passedOver(pragma)));
        yield Optional.empty();
      }
      case Gate.Run _ -> execute(statement, session::run);
      case Gate.Vacuum _ -> execute(statement, session::vacuum);
    };
  }

  private static String passedOver(String pragma) {
    return "PRAGMA " + pragma + " has no effect on a database in memory and was passed over";
  }

  /** Runs a text. */
  @FunctionalInterface
  private interface Execution {
    long run(String sql) throws SQLException;
  }

  private Optional<ServerError> execute(SqlStatement statement, Execution execution)
      throws SQLException {
    long begun = System.nanoTime();
    long changed;
    try {
      changed = execution.run(statement.text());
    } catch (SQLException e) {
      return Optional.of(session.explain(e, statement.text()));
    }
    long rows = changesRows(statement) ? changed : 0;
    add(statement, Duration.ofNanos(System.nanoTime() - begun), rows, List.of());
    return Optional.empty();
  }

  /** The driver's count is that of the last statement that changed any. */
  private static boolean changesRows(SqlStatement statement) {
    return Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
        .contains(statement.tokens().getFirst().upper());
  }

  private void add(SqlStatement statement, Duration took, long rows, List<String> reasons)
      throws SQLException {
    done.add(new Done(statement, took, System.nanoTime(), rows, reasons));
    states.add(current());
  }

  private SchemaSnapshot current() throws SQLException {
    long now = session.schemaVersion();
    if (now == version) {
      return states.getLast();
    }
    version = now;
    return identities.next(states.getLast(), reader.read(session));
  }

  /**
   * Commits; a transaction that the script began and left open ends as it does with its session.
   */
  private Optional<ServerError> end(boolean wrapped) throws SQLException {
    if (!wrapped) {
      if (session.inTransaction()) {
        session.run("ROLLBACK");
        states.set(states.size() - 1, current());
      }
      return Optional.empty();
    }
    try {
      session.run("COMMIT");
      return Optional.empty();
    } catch (SQLException e) {
      ServerError error = session.explain(e, "COMMIT");
      return done.isEmpty() ? Optional.empty() : Optional.of(error);
    }
  }

  /** What is broken now and was not before is told with the last statement. */
  private void report(Set<String> before) throws SQLException {
    List<String> reasons = new ArrayList<>(Integrity.problems(session));
    reasons.removeAll(before);
    if (!done.isEmpty() && !reasons.isEmpty()) {
      Done last = done.removeLast();
      reasons.addAll(0, last.reasons());
      done.add(new Done(last.statement(), last.took(), last.endedAt(), last.rows(), reasons));
    }
  }

  private Ended failed(Script script, SqlStatement at, ServerError error) {
    return new Ended(new ScriptRun.Failed(script, traces(), at, error), states.getFirst());
  }

  private List<SchemaSnapshot> seen() {
    return Rebuilds.seen(states, done.stream().map(Done::statement).toList());
  }

  private List<StatementTrace> traces() {
    List<SchemaSnapshot> seen = seen();
    long end = System.nanoTime();
    List<StatementTrace> traces = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      traces.add(trace(done.get(i), SchemaDiff.byIdentity(seen.get(i), seen.get(i + 1)), end));
    }
    return traces;
  }

  private static StatementTrace trace(Done done, SchemaDiff changes, long end) {
    return new StatementTrace(
        done.statement(),
        List.of(),
        List.of(),
        List.of(),
        done.reasons(),
        List.of(),
        changes,
        done.took(),
        Duration.ofNanos(end - done.endedAt()),
        done.rows());
  }
}
