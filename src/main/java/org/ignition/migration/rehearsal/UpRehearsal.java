package org.ignition.migration.rehearsal;

import java.sql.SQLException;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.rows.WatchedRows;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.ScriptRun;

/** Runs an up on the stage for good, in the way in which the server takes it. */
final class UpRehearsal {

  private final Stages stages;
  private final Failures failures;
  private final MissingRoles roles;
  private final StageRows rows;
  private final Script script;
  private Isolation isolation;
  private boolean populated = true;
  private Optional<ServerError> refused = Optional.empty();

  UpRehearsal(Stages stages, Failures failures, MissingRoles roles, StageRows rows, Script script) {
    this.stages = stages;
    this.failures = failures;
    this.roles = roles;
    this.rows = rows;
    this.script = script;
    this.isolation = Isolation.of(script);
  }

  /** What came of it, or why there is no stage to run it on. */
  Attempted<UpRun> run() throws SQLException {
    while (true) {
      Optional<Stop> stop = stages.ready(populated);
      if (stop.isPresent()) {
        return new Attempted.Stopped<>(stop.get());
      }
      UpRun attempt = attempt();
      if (!(attempt.run() instanceof ScriptRun.Failed failed) || !adapted(failed)) {
        return new Attempted.Done<>(attempt);
      }
    }
  }

  /** Whether it is worth another attempt, in another way. */
  private boolean adapted(ScriptRun.Failed failed) throws SQLException {
    return switch (Refusal.of(failed.error())) {
      case Refusal.RoleMissing missing ->
          stages.ready(populated).isEmpty() && stages.makeRole(roles, missing.role());
      case Refusal.OwnTransactions _ -> weaken();
      case Refusal.Rows _ -> clear(failed.error());
      case Refusal.Final _ -> Refusal.mayBeAboutRows(failed.error()) && clear(failed.error());
    };
  }

  private boolean weaken() {
    boolean possible = isolation.weaker() != isolation;
    isolation = isolation.weaker();
    return possible;
  }

  private boolean clear(ServerError error) {
    if (!rows.present()) {
      return false;
    }
    refused = Optional.of(error);
    populated = false;
    stages.spoil();
    return true;
  }

  private UpRun attempt() throws SQLException {
    SchemaSnapshot before = stages.schema();
    ScriptRunner runner = new ScriptRunner(stages.stage(), failures, before);
    RowSight met =
        new RowSight(
            stages.generation(),
            rows.populated(),
            rows.empty(),
            WatchedRows.NONE,
            WatchedRows.NONE);
    OwnerSession owner = stages.stage().owner();
    owner.reset(true);
    ScriptRun run =
        isolation == Isolation.WHOLE ? whole(runner, owner) : runner.alone(script, isolation);
    if (run instanceof ScriptRun.Failed failed) {
      recover(failed);
      return new UpRun(run, isolation, before, before, Optional.empty(), met);
    }
    return new UpRun(
        run, isolation, before, runner.schema(), refused, look(met, run, runner.schema()));
  }

  private RowSight look(RowSight met, ScriptRun run, SchemaSnapshot after) throws SQLException {
    WatchedRows before =
        isolation == Isolation.OWN ? rows.known() : rows.known(RowSight.locked(run));
    if (before.tables().isEmpty()) {
      return met;
    }
    OwnerSession owner = stages.stage().owner();
    owner.reset(false);
    WatchedRows now = rows.again(stages.stage(), after, before);
    rows.keep(now);
    return new RowSight(met.generation(), met.populated(), met.empty(), before, now);
  }

  private ScriptRun whole(ScriptRunner runner, OwnerSession owner) throws SQLException {
    owner.begin();
    ScriptRun run = runner.within(script);
    if (run instanceof ScriptRun.Ran) {
      owner.commit();
    }
    return run;
  }

  private void recover(ScriptRun.Failed failed) throws SQLException {
    if (isolation != Isolation.WHOLE) {
      stages.spoil();
    } else if (failed.error().endsSession()) {
      stages.reopen();
    } else {
      stages.stage().owner().rollback();
    }
  }
}
