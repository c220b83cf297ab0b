package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.rows.LargeObjects;
import org.ignition.migration.rehearsal.rows.RowFate;
import org.ignition.migration.rehearsal.rows.WatchedRows;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.ScriptRun;

/**
 * Runs a down and the up once more on a stage that holds the up, in one transaction that is rolled
 * back; or, where the server does not take that, each statement in its own, which costs the stage.
 */
final class DownRehearsal {

  private final Stages stages;
  private final Failures failures;
  private final MissingRoles roles;
  private final StageRows rows;
  private final UpRun met;
  private final Script up;
  private final Script down;
  private final SchemaSnapshot before;
  private Isolation isolation;
  private boolean populated;
  private Optional<ServerError> refused = Optional.empty();

  /**
   * @param met how the up ran, whose schema before the down should lead back to
   */
  DownRehearsal(
      Stages stages,
      Failures failures,
      MissingRoles roles,
      StageRows rows,
      UpRun met,
      Script down) {
    this.stages = stages;
    this.failures = failures;
    this.roles = roles;
    this.rows = rows;
    this.met = met;
    this.up = met.run().script();
    this.down = down;
    this.before = met.before();
    this.populated = met.refused().isEmpty();
    this.isolation = strictest(met.isolation(), Isolation.of(down));
  }

  /** One transaction holds both only if both bear it. */
  private static Isolation strictest(Isolation one, Isolation other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** What came of it, or why there is no stage to run it on. */
  Attempted<RoundTrip> run() throws SQLException {
    while (true) {
      Optional<Stop> stop = stages.ready(populated);
      if (stop.isPresent()) {
        return new Attempted.Stopped<>(stop.get());
      }
      RoundTrip attempt = attempt();
      Optional<ScriptRun.Failed> failed = attempt.failed();
      if (failed.isEmpty() || !adapted(failed.get())) {
        return new Attempted.Done<>(attempt);
      }
    }
  }

  private boolean adapted(ScriptRun.Failed failed) throws SQLException {
    return switch (Refusal.of(failed.error())) {
      case Refusal.RoleMissing missing ->
          stages.ready(populated).isEmpty() && stages.makeRole(roles, missing.role());
      case Refusal.OwnTransactions _ -> weaken();
      case Refusal.Rows _ -> (isolation == Isolation.WHOLE && isDeferred(failed)) || clear(failed);
      case Refusal.Final _ -> false;
    };
  }

  /**
   * Constraints that were put off are checked after the down, and stay checked at once until the
   * transaction's end: the second up may need a transaction of its own.
   */
  private boolean isDeferred(ScriptRun.Failed failed) {
    return failed.script().equals(up) && weaken();
  }

  private boolean weaken() {
    boolean possible = isolation.weaker() != isolation;
    isolation = isolation.weaker();
    return possible;
  }

  private boolean clear(ScriptRun.Failed failed) {
    if (!rows.present()) {
      return false;
    }
    if (failed.script().equals(down)) {
      refused = Optional.of(failed.error());
    }
    populated = false;
    stages.spoil();
    return true;
  }

  private RoundTrip attempt() throws SQLException {
    return isolation == Isolation.WHOLE ? rolledBack() : kept();
  }

  private RoundTrip rolledBack() throws SQLException {
    OwnerSession owner = stages.stage().owner();
    owner.reset(true);
    owner.begin();
    RoundTrip trip = trip();
    if (trip.failed().filter(failed -> failed.error().endsSession()).isPresent()) {
      stages.reopen();
    } else {
      owner.rollback();
    }
    return trip;
  }

  /** The stage then holds what the second up made, and lacks the rows that the down dropped. */
  private RoundTrip kept() throws SQLException {
    try {
      stages.stage().owner().reset(true);
      return trip();
    } finally {
      stages.spoil();
    }
  }

  private RoundTrip trip() throws SQLException {
    SchemaSnapshot after = stages.schema();
    ScriptRunner runner = new ScriptRunner(stages.stage(), failures, after);
    ScriptRun ran = run(runner, down);
    if (ran instanceof ScriptRun.Failed) {
      return new RoundTrip(
          ran,
          Optional.empty(),
          SchemaDiff.NONE,
          SchemaDiff.NONE,
          refused,
          isolation,
          Optional.empty(),
          0);
    }
    SchemaDiff residue =
        SchemaDiff.byName(before, runner.schema()).withoutNew(ObjectKind.EXTENSION);
    stages.stage().owner().reset(true);
    Rows seen = look(ran, runner.schema());
    ScriptRun again = isolation == Isolation.WHOLE ? runner.again(up) : run(runner, up);
    SchemaDiff drift =
        again instanceof ScriptRun.Ran
            ? SchemaDiff.byName(after, runner.schema())
            : SchemaDiff.NONE;
    return new RoundTrip(
        ran, Optional.of(again), residue, drift, refused, isolation, seen.fate(), seen.left());
  }

  /** What the rows from before the up were before it, after it, and are after the down. */
  private record Rows(WatchedRows before, WatchedRows between, WatchedRows after) {

    Optional<RowFate> fate() {
      return before.tables().stream().anyMatch(table -> table.rows() > 0)
          ? Optional.of(RowFate.of(before, between, after))
          : Optional.empty();
    }

    long left() {
      return LargeObjects.more(before, after);
    }
  }

  private Rows look(ScriptRun ran, SchemaSnapshot now) throws SQLException {
    WatchedRows touched =
        isolation == Isolation.OWN ? rows.known() : rows.known(RowSight.locked(ran));
    WatchedRows old = new RowsBefore(before).of(touched);
    boolean same = met.rows().generation() == stages.generation();
    WatchedRows first = same ? RowSight.union(met.rows().before(), old) : old;
    WatchedRows second = same ? RowSight.union(met.rows().after(), old) : old;
    return new Rows(first, second, rows.again(stages.stage(), now, first));
  }

  private ScriptRun run(ScriptRunner runner, Script script) throws SQLException {
    return isolation == Isolation.WHOLE ? runner.within(script) : runner.alone(script, isolation);
  }
}
