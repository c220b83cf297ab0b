package org.ignition.migration.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalOptions;
import org.ignition.migration.rehearsal.RehearsalOutcome;
import org.ignition.migration.rehearsal.Stop;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration;
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
   * @param rehearsed is given each as soon as it is done, so that not all need be kept
   * @throws RemoteException when SQLite fails for reasons that no migration has
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed) {
    try {
      return new Run(chosen, rehearsed).all(migrations);
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
    private final Consumer<RehearsedMigration> rehearsed;
    private final PairRehearsal pairs =
        new PairRehearsal(options.statementTimeout(), options.rows());
    private final History history = new History(pairs);
    private final List<Migration> left = new ArrayList<>();
    private Optional<Script> fixtures = options.fixtures();

    /** With rows, after the last migration; empty when it has to be made of the history. */
    private Optional<Image> stage = Optional.empty();

    Run(Predicate<Migration> chosen, Consumer<RehearsedMigration> rehearsed) {
      this.chosen = chosen;
      this.rehearsed = rehearsed;
    }

    RehearsalOutcome all(List<Migration> migrations) throws SQLException {
      migrations.stream().filter(chosen).forEach(left::add);
      for (Migration migration : migrations) {
        Optional<Stop> stop = chosen.test(migration) ? rehearse(migration) : pass();
        if (stop.isPresent()) {
          return stopped(stop.get());
        }
        history.add(migration);
      }
      return ended();
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
      rehearsed.accept(shown.rehearsed());
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

    private RehearsalOutcome stopped(Stop stop) {
      return new RehearsalOutcome(Optional.of(stop), left, List.of(), true, Optional.empty());
    }

    private RehearsalOutcome ended() throws SQLException {
      Optional<Stop> stop = stage.isPresent() ? Optional.empty() : history.catchUp();
      if (stop.isPresent()) {
        return stopped(stop.get());
      }
      SchemaSnapshot schema = pairs.schema(stage.orElseGet(history::image));
      return new RehearsalOutcome(Optional.empty(), left, List.of(), true, Optional.of(schema));
    }
  }
}
