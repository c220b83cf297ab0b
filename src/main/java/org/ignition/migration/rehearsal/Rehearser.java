package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ignition.database.ScratchServer;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/** Rehearses migrations on a scratch server. One at a time; what it makes there it drops. */
public final class Rehearser {

  private final ScratchServer server;
  private final RehearsalOptions options;

  /** Uses {@code server}, which stays up. */
  public Rehearser(ScratchServer server, RehearsalOptions options) {
    this.server = server;
    this.options = options;
  }

  /**
   * Rehearses those of {@code migrations} that {@code chosen} accepts; the others are applied.
   *
   * @param migrations all of a schema's history, in order
   * @param rehearsed is given each as soon as it is done, so that not all need be kept
   * @throws RemoteException when the server fails for reasons that no migration has
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed) {
    MissingRoles roles = new MissingRoles(server);
    SessionText text = new SessionText(options.timeZone(), options.statementTimeout());
    Failures failures = new Failures(server, options.statementTimeout());
    StageRows rows = new StageRows(server, options.rows(), options.fixtures());
    try (History history = new History(server, text, failures, roles);
        Stages stages = new Stages(server, text, history, rows)) {
      Run run = new Run(new PairRehearsal(stages, failures, roles, rows), chosen, rehearsed);
      return outcome(run, run.all(migrations), migrations, stages);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private RehearsalOutcome outcome(
      Run run, Optional<Stop> stopped, List<Migration> migrations, Stages stages)
      throws SQLException {
    Optional<Stop> stop = stopped.isPresent() ? stopped : stages.ready(false);
    Optional<SchemaSnapshot> schema =
        stop.isPresent() ? Optional.empty() : Optional.of(stages.stage().schema().read());
    return new RehearsalOutcome(
        stop, run.left(migrations), run.pairs().roles().made(), server.isPrivileged(), schema);
  }

  /** One pass through a history. */
  private record Run(
      PairRehearsal pairs,
      Predicate<Migration> chosen,
      Consumer<RehearsedMigration> rehearsed,
      Set<Migration> tried) {

    Run(PairRehearsal pairs, Predicate<Migration> chosen, Consumer<RehearsedMigration> rehearsed) {
      this(pairs, chosen, rehearsed, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    Optional<Stop> all(List<Migration> migrations) throws SQLException {
      for (Migration migration : migrations) {
        Optional<Stop> stop = chosen.test(migration) ? rehearse(migration) : pass(migration);
        if (stop.isPresent()) {
          return stop;
        }
      }
      return Optional.empty();
    }

    private Optional<Stop> pass(Migration migration) {
      pairs.stages().passed(migration);
      return Optional.empty();
    }

    private Optional<Stop> rehearse(Migration migration) throws SQLException {
      return switch (pairs.of(migration)) {
        case Attempted.Stopped<RehearsedMigration>(Stop why) -> Optional.of(why);
        case Attempted.Done<RehearsedMigration>(RehearsedMigration done) -> {
          tried.add(migration);
          rehearsed.accept(done);
          yield done.up() instanceof ScriptRun.Failed failed
              ? Optional.of(new Stop(migration, failed))
              : Optional.empty();
        }
      };
    }

    List<Migration> left(List<Migration> migrations) {
      return migrations.stream().filter(chosen).filter(each -> !tried.contains(each)).toList();
    }
  }

  private RemoteException failed(SQLException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_REFUSED,
            "The database server failed while migrations were rehearsed",
            "It said: " + Quoted.of(server.explain(cause).message()),
            "Run again; if it stays, report it with this message"),
        cause);
  }
}
