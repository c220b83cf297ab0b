package org.ignition.flow.backup;

import org.ignition.backup.transit.BackupTaker;
import org.ignition.execute.BackupExecutor;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.report.BackupConclusion;
import org.ignition.report.Conclusion;

/** `backup create`: one is taken. */
record BackupCreation(BackupRun run) {

  Conclusion conclude(BackupRequest.Create request, ReachedDatabase reached) {
    run.site().requireLasting();
    BackupFacts.Means means = run.facts().means(reached, request.kind());
    BackupTaker taker = run.taker(reached);
    taker.requireUsable();
    Plan<BackupStep> plan = run.shown(BackupPlanner.create(request, means));
    BackupConclusion conclusion = run.conclusion(plan);
    if (run.command().dryRun()) {
      return conclusion.planned();
    }
    BackupExecutor done = run.carryOut(plan, run.ports().withTaker(taker));
    run.metrics().write(run.site()::kept);
    return conclusion.created(done, run.elapsed());
  }
}
