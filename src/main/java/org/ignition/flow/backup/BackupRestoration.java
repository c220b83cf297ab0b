package org.ignition.flow.backup;

import java.util.Optional;
import org.ignition.backup.BackupKind;
import org.ignition.backup.RestoreTarget;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.execute.BackupExecutor;
import org.ignition.execute.BackupPorts;
import org.ignition.failure.IgnitionException;
import org.ignition.flow.reach.LockHolderText;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.BackupStep;
import org.ignition.plan.LossConsent;
import org.ignition.plan.Plan;
import org.ignition.report.Conclusion;

/**
 * `backup restore`: one is put back.
 *
 * @param reached the database that becomes what it holds
 */
record BackupRestoration(BackupRun run, ReachedDatabase reached) {

  Conclusion conclude(BackupRequest.Restore request) {
    BackupFacts.Chosen chosen = run.facts().toRestore(request.from());
    return run.command().dryRun()
        ? run.conclusion(plan(request, chosen)).planned()
        : alone(request, chosen);
  }

  private Conclusion alone(BackupRequest.Restore request, BackupFacts.Chosen chosen) {
    try (HeldLock lock = reached.database().lock(lockRequest())) {
      Plan<BackupStep> plan = plan(request, chosen);
      lock.require();
      BackupExecutor done = run.carryOut(plan, ports(chosen));
      run.noteKey(chosen);
      return run.conclusion(plan).restored(chosen.backup(), done, run.elapsed());
    }
  }

  private BackupPorts ports(BackupFacts.Chosen chosen) {
    return run.ports()
        .withTaker(run.taker(reached))
        .withManifest(chosen.manifest())
        .withTarget(target(chosen));
  }

  private Plan<BackupStep> plan(BackupRequest.Restore request, BackupFacts.Chosen chosen) {
    BackupFacts.Target target = run.facts().target(target(chosen), run.origin(), isForeign(chosen));
    if (!target.empty()) {
      run.site().requireLasting();
      requireBackup(request);
    }
    BackupFacts.Means means = run.facts().means(reached, Optional.of(BackupKind.PRE_MIGRATION));
    return run.shown(BackupPlanner.restore(request, chosen, target, means));
  }

  /** Where it may be missing, the steps say why it is. */
  private void requireBackup(BackupRequest.Restore request) {
    if (request.allowDataLoss()) {
      return;
    }
    try {
      run.taker(reached).requireUsable();
    } catch (IgnitionException e) {
      throw LossConsent.missing(e);
    }
  }

  private RestoreTarget target(BackupFacts.Chosen chosen) {
    return reached.targets().of(isForeign(chosen));
  }

  /** Roles of another environment need not be here. */
  private boolean isForeign(BackupFacts.Chosen chosen) {
    return !chosen.backup().label().map(run.site()::isOurs).orElse(false);
  }

  private LockRequest lockRequest() {
    return new LockRequest(
        run.command().lockTimeout(),
        run.origin().by().actor(),
        run.origin().by().runUrl(),
        LockHolderText.telling(run.log()));
  }
}
