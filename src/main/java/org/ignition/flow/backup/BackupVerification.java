package org.ignition.flow.backup;

import org.ignition.execute.BackupExecutor;
import org.ignition.failure.PolicyException;
import org.ignition.plan.BackupFacts;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.report.Conclusion;

/** `backup verify`: one is proved. That it is no good is an answer, not a failure. */
record BackupVerification(BackupRun run) {

  Conclusion conclude(BackupRequest.Verify request) {
    BackupFacts.Chosen chosen = run.facts().chosen(request.from());
    Plan<BackupStep> plan = run.shown(BackupPlanner.verify(request, chosen));
    BackupExecutor executing = run.executor(run.ports().withManifest(chosen.manifest()));
    try (executing) {
      executing.run(plan);
      run.noteKey(chosen);
      return run.conclusion(plan).verified(chosen.backup(), executing, run.elapsed());
    } catch (PolicyException e) {
      run.log().problem(e.problem());
      return run.conclusion(plan).refused(chosen.backup(), executing, e.problem(), run.elapsed());
    }
  }
}
