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

  private static final byte[] EMPTY = {};

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
    private final List<Migration> left;
    private Optional<Script> fixtures = options.fixtures();
    private byte[] image = EMPTY;
    private SchemaSnapshot schema = SchemaSnapshot.EMPTY;

    Run(Predicate<Migration> chosen, Consumer<RehearsedMigration> rehearsed) {
      this.chosen = chosen;
      this.rehearsed = rehearsed;
      this.left = new ArrayList<>();
    }

    RehearsalOutcome all(List<Migration> migrations) throws SQLException {
      migrations.stream().filter(chosen).forEach(left::add);
      for (Migration migration : migrations) {
        if (chosen.test(migration)) {
          rehearse(migration);
        }
        Optional<Stop> stop = advance(migration);
        if (stop.isPresent()) {
          return outcome(stop);
        }
      }
      return outcome(Optional.empty());
    }

    private void rehearse(Migration migration) throws SQLException {
      if (fixtures.isPresent()) {
        fill(fixtures.get());
        fixtures = Optional.empty();
      }
      rehearsed.accept(pairs.of(migration, image));
      left.removeFirst();
    }

    private void fill(Script script) throws SQLException {
      PairRehearsal.Applied applied = pairs.applied(script, image);
      if (applied.run() instanceof ScriptRun.Failed failed) {
        throw FixturesProblem.of(failed);
      }
      image = applied.image();
    }

    private Optional<Stop> advance(Migration migration) throws SQLException {
      PairRehearsal.Applied applied = pairs.applied(migration.up(), image);
      image = applied.image();
      schema = applied.schema();
      return applied.run() instanceof ScriptRun.Failed failed
          ? Optional.of(new Stop(migration, failed))
          : Optional.empty();
    }

    private RehearsalOutcome outcome(Optional<Stop> stop) {
      return new RehearsalOutcome(
          stop, left, List.of(), true, stop.isPresent() ? Optional.empty() : Optional.of(schema));
    }
  }
}
