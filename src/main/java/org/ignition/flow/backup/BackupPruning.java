package org.ignition.flow.backup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.execute.BackupExecutor;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupPlanner;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.report.Conclusion;

/** `backup prune`: some go. */
record BackupPruning(BackupRun run) {

  /**
   * Does it.
   *
   * @param reached the database, which may name backups; empty where it can't be asked
   */
  Conclusion conclude(Optional<ReachedDatabase> reached) {
    List<BackupCatalogue.Holdings> lists = run.site().lists();
    Plan<BackupStep> plan = run.shown(BackupPlanner.prune(run.facts().kept(lists, reached)));
    if (run.command().dryRun()) {
      return run.conclusion(plan).planned();
    }
    if (plan.steps().isEmpty()) {
      writeMetrics(lists);
      return run.conclusion(plan).unchanged(run.elapsed());
    }
    BackupExecutor done = run.carryOut(plan, run.ports());
    writeMetrics(without(lists, done.removed()));
    return run.conclusion(plan).pruned(done, run.elapsed());
  }

  /** Nobody is asked again. */
  private void writeMetrics(List<BackupCatalogue.Holdings> lists) {
    run.metrics().write(() -> run.site().ours(BackupCatalogue.of(lists, List.of())));
  }

  /** What a place lists of a backup tells the place too. */
  private static List<BackupCatalogue.Holdings> without(
      List<BackupCatalogue.Holdings> lists, List<StoredBackup> removed) {
    Set<StoredBackup> gone = Set.copyOf(removed);
    return lists.stream()
        .map(each ->
            new BackupCatalogue.Holdings(
                each.store(),
                each.backups().stream().filter(backup -> !gone.contains(backup)).toList()))
        .toList();
  }
}
