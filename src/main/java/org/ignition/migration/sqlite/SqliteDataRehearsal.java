package org.ignition.migration.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.DataRehearsal;
import org.ignition.migration.rehearsal.MigrationCost;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/**
 * Rehearses pending migrations on a copy of a file with real rows: how long each takes, and what it
 * fails on. What becomes of rows is not looked at, which would read all of them for each script.
 */
public final class SqliteDataRehearsal {

  /** Real rows take their time. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);

  /** SQLSTATE of class 23. */
  private static final String INTEGRITY_VIOLATED = "23000";

  private static final RehearsedMigration.RowsObserved NOT_LOOKED_AT =
      new RehearsedMigration.RowsObserved(
          List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of());

  private final RehearsalListener listener;
  private final SchemaReader reader = new SchemaReader();
  private final Identities identities = new Identities();

  /**
   * @param listener is told how it goes on
   */
  public SqliteDataRehearsal(RehearsalListener listener) {
    this.listener = listener;
  }

  /**
   * Runs each up, its down and the up again.
   *
   * @param copy that nobody else uses; it holds the schema before the first of {@code pending}, and
   *     whatever they made of it in the end
   * @param pending in their order
   * @throws RemoteException when SQLite fails for reasons that no migration has
   */
  public DataRehearsal.Outcome rehearse(Path copy, List<Migration> pending) {
    List<MigrationCost> costs = new ArrayList<>();
    try {
      boolean goesOn = true;
      while (goesOn && costs.size() < pending.size()) {
        Trip trip = trip(copy, pending.get(costs.size()));
        costs.add(MigrationCost.of(trip.observed(), Map.of()));
        listener.rehearsed(trip.observed());
        goesOn = trip.endsAfterUp();
      }
      return new DataRehearsal.Outcome(costs, pending.subList(costs.size(), pending.size()));
    } catch (SQLException e) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_REFUSED,
              "SQLite failed while migrations were rehearsed on a copy of the data",
              "It said: " + Quoted.of(Errors.message(e)),
              "Run again; if it stays, report it with this message"),
          e);
    }
  }

  private record Trip(
      Migration migration,
      SchemaSnapshot before,
      ScriptRun up,
      Optional<ScriptRun> down,
      Optional<ScriptRun> again) {

    /** Whether the copy is now as the up leaves it; a transaction that failed left no trace. */
    boolean endsAfterUp() {
      return isDone(again.orElse(up))
          && (again.isPresent() || down.isEmpty() || ScriptRunner.isWrapped(down.get().script()));
    }

    RehearsedMigration observed() {
      return new RehearsedMigration(
          migration,
          before,
          up,
          down,
          again,
          SchemaDiff.NONE,
          SchemaDiff.NONE,
          SchemaDiff.NONE,
          Proof.NONE,
          NOT_LOOKED_AT,
          false);
    }
  }

  private static boolean isDone(ScriptRun run) {
    return run instanceof ScriptRun.Ran;
  }

  private Trip trip(Path copy, Migration migration) throws SQLException {
    SchemaSnapshot before = schema(copy);
    ScriptRun up = run(copy, migration.up(), before);
    Optional<ScriptRun> down = Optional.empty();
    Optional<ScriptRun> again = Optional.empty();
    if (isDone(up) && migration.down().isPresent()) {
      down = Optional.of(run(copy, migration.down().get(), schema(copy)));
      if (isDone(down.get())) {
        again = Optional.of(run(copy, migration.up(), schema(copy)));
      }
    }
    return new Trip(migration, before, up, down, again);
  }

  private SchemaSnapshot schema(Path copy) throws SQLException {
    try (Session session = Session.open(copy, STATEMENT_TIMEOUT)) {
      return identities.next(SchemaSnapshot.EMPTY, reader.read(session));
    }
  }

  private ScriptRun run(Path copy, Script script, SchemaSnapshot before) throws SQLException {
    try (Session session = Session.open(copy, STATEMENT_TIMEOUT)) {
      return judged(
          new ScriptRunner(session, reader, identities, before, listener).run(script).run());
    }
  }

  /** What breaks a reference or the file is rolled back where it counts. */
  private static ScriptRun judged(ScriptRun run) {
    return run.statements().isEmpty()
        ? run
        : run.statements().getLast().reasons().stream()
            .filter(Integrity::isProblem)
            .findFirst()
            .<ScriptRun>map(problem ->
                new ScriptRun.Failed(
                    run.script(),
                    run.statements(),
                    run.statements().getLast().statement(),
                    Errors.of(INTEGRITY_VIOLATED, problem, 0)))
            .orElse(run);
  }
}
