package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;
import org.ignition.migration.Script;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.snapshot.Sentences;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;

/** Rehearses migrations on a scratch server. One at a time; what it makes there it drops. */
public final class Rehearser {

  private final ScratchServer server;
  private final RehearsalOptions options;
  private final Optional<String> start;

  /** Uses {@code server}, which stays up, and begins with an empty database. */
  public Rehearser(ScratchServer server, RehearsalOptions options) {
    this(server, options, Optional.empty());
  }

  private Rehearser(ScratchServer server, RehearsalOptions options, Optional<String> start) {
    this.server = server;
    this.options = options;
    this.start = start;
  }

  /**
   * The same, but what is rehearsed first meets what {@code database} holds.
   *
   * @param database one of the server's, which is its owner's with all that is in it; it is dropped
   *     at the end of the first rehearsal
   */
  public Rehearser from(String database) {
    return new Rehearser(server, options, Optional.of(database));
  }

  /**
   * Rehearses those of {@code migrations} that {@code chosen} accepts; the others are applied.
   *
   * @param migrations all of a schema's history, in order
   * @param listener is told how it goes on
   * @throws RemoteException when the server fails for reasons that no migration has
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations, Predicate<Migration> chosen, RehearsalListener listener) {
    return rehearse(migrations, List.of(), chosen, listener);
  }

  /**
   * The same, and then runs scripts that are to run again whenever they change.
   *
   * @param repeatables in the order in which they run
   */
  public RehearsalOutcome rehearse(
      List<Migration> migrations,
      List<Script> repeatables,
      Predicate<Migration> chosen,
      RehearsalListener listener) {
    MissingRoles roles = new MissingRoles(server);
    SessionText text =
        new SessionText(options.timeZone(), options.statementTimeout(), server.majorVersion());
    Whereabouts whereabouts = new Whereabouts(listener);
    Conduct conduct = new Conduct(text, options.reading(), whereabouts);
    Failures failures = new Failures(server, options.statementTimeout());
    StageRows rows = new StageRows(server, options.rows(), options.fixtures());
    try (History history = new History(server, conduct, failures, roles, start);
        Stages stages = new Stages(server, conduct, history, rows)) {
      Run run = new Run(new PairRehearsal(stages, failures, roles, rows), chosen, listener);
      return outcome(run, run.all(migrations), migrations, repeatables);
    } catch (SQLException e) {
      ServerError error = server.explain(e);
      throw error.endsSession() ? whereabouts.serverStopped(error.message(), e) : failed(error, e);
    } catch (RemoteException e) {
      throw e.code() == ErrorCode.DATABASE_UNREACHABLE ? whereabouts.serverStopped(said(e), e) : e;
    }
  }

  private RehearsalOutcome outcome(
      Run run, Optional<Stop> stopped, List<Migration> migrations, List<Script> repeatables)
      throws SQLException {
    Stages stages = run.pairs().stages();
    List<RepeatedScript> repeated =
        stopped.isPresent() ? List.of() : run.pairs().repetition().of(repeatables);
    Optional<Stop> stop = stopped.isPresent() ? stopped : stages.ready(false);
    // A history that does not run is compared when it does.
    Optional<SchemaSnapshot> schema = stop.isPresent() ? Optional.empty() : stages.whole();
    return new RehearsalOutcome(
        stop,
        run.left(migrations),
        run.pairs().roles().made(),
        server.isPrivileged(),
        schema,
        repeated,
        schema.map(whole -> unseen(stages.schema(), whole)).orElse(List.of()));
  }

  private static List<String> unseen(SchemaSnapshot followed, SchemaSnapshot whole) {
    return Sentences.OF_CHANGE.of(SchemaDiff.byIdentity(followed, whole));
  }

  /** One pass through a history. */
  private record Run(
      PairRehearsal pairs,
      Predicate<Migration> chosen,
      RehearsalListener listener,
      Set<Migration> tried) {

    Run(PairRehearsal pairs, Predicate<Migration> chosen, RehearsalListener listener) {
      this(pairs, chosen, listener, Collections.newSetFromMap(new IdentityHashMap<>()));
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
          listener.rehearsed(done);
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

  private String said(RemoteException unreachable) {
    return unreachable.getCause() instanceof SQLException cause
        ? server.explain(cause).message()
        : unreachable.problem().what();
  }

  private static RemoteException failed(ServerError error, SQLException cause) {
    return new RemoteException(
        Problem.of(
            ErrorCode.DATABASE_REFUSED,
            "The database server failed while migrations were rehearsed",
            "It said: " + Quoted.of(error.message()),
            "Run again; if it stays, report it with this message"),
        cause);
  }
}
