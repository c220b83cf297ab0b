package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.Stop;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;

/**
 * Rehearses migrations that are written for SQLite, in memory. SQL that reaches beyond the database
 * fails with SQLSTATE 42501, and what does not end in time with 57014.
 */
public final class SqliteRehearser {

  private final RehearsalOptions options;

  /** Time zones mean nothing to SQLite; the other options count. */
  public SqliteRehearser(RehearsalOptions options) {
    this.options = options;
  }

  /**
   * Rehearses those of {@code migrations} that {@code chosen} accepts; the others are applied.
   *
   * @param migrations all of a schema's history, in order
   * @param listener is told how it goes on
   * @throws RemoteException when SQLite fails for reasons that no migration has
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations, Predicate<Migration> chosen, RehearsalListener listener) {
    return rehearse(migrations, List.of(), chosen, listener);
  }

  /**
   * The same, and then runs scripts that are to run again whenever they change: each once, then
   * each a second time.
   *
   * @param repeatables in the order in which they run
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations,
      List<Script> repeatables,
      Predicate<Migration> chosen,
      RehearsalListener listener) {
    try {
      return new Run(chosen, listener).all(migrations, repeatables);
    } catch (SQLException e) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_REFUSED,
              "SQLite failed while migrations were rehearsed",
              "It said: " + Quoted.of(Errors.message(e)),
              "Run again; if it stays, report it with this message"),
          e);
    }
  }

  /** One pass through a history. */
  private final class Run {

    private final Predicate<Migration> chosen;
    private final RehearsalListener listener;
    private final PairRehearsal pairs;
    private final History history;
    private final List<Migration> left = new ArrayList<>();
    private Optional<Script> fixtures = options.fixtures();

    /** With rows, after the last migration; empty when it has to be made of the history. */
    private Optional<Image> stage = Optional.empty();

    Run(Predicate<Migration> chosen, RehearsalListener listener) {
      this.chosen = chosen;
      this.listener = listener;
      this.pairs = new PairRehearsal(options.statementTimeout(), options.rows(), listener);
      this.history = new History(pairs);
    }

    RehearsalOutcome all(List<Migration> migrations, List<Script> repeatables) throws SQLException {
      migrations.stream().filter(chosen).forEach(left::add);
      for (Migration migration : migrations) {
        Optional<Stop> stop = chosen.test(migration) ? rehearse(migration) : pass();
        if (stop.isPresent()) {
          return stopped(stop.get());
        }
        history.add(migration);
      }
      return ended(repeated(repeatables));
    }

    private Optional<Stop> pass() {
      stage = Optional.empty();
      return Optional.empty();
    }

    private Optional<Stop> rehearse(Migration migration) throws SQLException {
      Optional<Stop> stop = stage.isPresent() ? Optional.empty() : ready();
      if (stop.isPresent()) {
        return stop;
      }
      PairRehearsal.Shown shown = pairs.of(migration, stage.orElseGet(history::image), history);
      left.removeFirst();
      listener.rehearsed(shown.rehearsed());
      stage = shown.after();
      return shown.rehearsed().up() instanceof ScriptRun.Failed failed
          ? Optional.of(new Stop(migration, failed))
          : Optional.empty();
    }

    /** Makes the database that the next migration meets. */
    private Optional<Stop> ready() throws SQLException {
      Optional<Stop> stop = history.catchUp();
      if (stop.isEmpty() && fixtures.isPresent()) {
        history.fill(fixtures.get());
        fixtures = Optional.empty();
      }
      return stop;
    }

    private List<RepeatedScript> repeated(List<Script> scripts) throws SQLException {
      List<RehearsedMigration> once = new ArrayList<>();
      for (Script script : scripts) {
        once.add(run(script));
      }
      List<RepeatedScript> repeated = new ArrayList<>();
      for (RehearsedMigration first : once) {
        repeated.add(again(first));
      }
      return repeated;
    }

    private RepeatedScript again(RehearsedMigration first) throws SQLException {
      if (first.up() instanceof ScriptRun.Failed) {
        return new RepeatedScript(first.up(), Optional.empty(), SchemaDiff.NONE, Optional.empty());
      }
      RehearsedMigration second = run(first.up().script());
      return new RepeatedScript(
          first.up(),
          Optional.of(second.up()),
          second.made(),
          first.rows().refusedUp().or(second.rows()::refusedUp));
    }

    /** What does not run is no part of the history: the next one is tried all the same. */
    private RehearsedMigration run(Script script) throws SQLException {
      Migration migration = Migration.unversioned(script);
      if (stage.isEmpty()) {
        ready();
      }
      PairRehearsal.Shown shown = pairs.of(migration, stage.orElseGet(history::image), history);
      stage = shown.after();
      if (shown.rehearsed().up() instanceof ScriptRun.Ran) {
        history.add(migration);
      }
      return shown.rehearsed();
    }

    private RehearsalOutcome stopped(Stop stop) {
      return new RehearsalOutcome(
          Optional.of(stop), left, List.of(), true, Optional.empty(), List.of(), List.of());
    }

    private RehearsalOutcome ended(List<RepeatedScript> repeated) throws SQLException {
      Optional<Stop> stop = stage.isPresent() ? Optional.empty() : history.catchUp();
      if (stop.isPresent()) {
        return stopped(stop.get());
      }
      SchemaSnapshot schema = pairs.schema(stage.orElseGet(history::image));
      return new RehearsalOutcome(
          Optional.empty(), left, List.of(), true, Optional.of(schema), repeated, List.of());
    }
  }
}
