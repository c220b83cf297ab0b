package org.ignition.execute;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.IgnitionException;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;

/** Carries out a plan of `backup`. */
public final class BackupExecutor implements AutoCloseable {

  private final PlanRun<BackupStep> run;
  private final HeedingWatch watch;
  private final TakenBackup taken;
  private final ChosenBackup chosen;
  private final RemovedBackups removed;

  /**
   * @param ports what steps act on
   * @param listener hears how it goes on
   * @param clock tells durations
   */
  public BackupExecutor(BackupPorts ports, StepListener listener, Clock clock) {
    this.run = new PlanRun<>(listener, clock);
    this.watch = new HeedingWatch(ports.watch());
    BackupPorts heeded = ports.withWatch(watch);
    this.taken = new TakenBackup(heeded);
    this.chosen = new ChosenBackup(heeded);
    this.removed = new RemovedBackups(heeded);
  }

  /** What happened so far; complete once {@link #run} has ended, in whichever way. */
  public Journal journal() {
    return run.journal();
  }

  /** The backup that was taken and is kept somewhere by now. */
  public Optional<Backup> taken() {
    return taken.kept();
  }

  /** What came of restoring a backup on a server of our own, if that was done. */
  public Optional<RestoreVerdict> verdict() {
    return chosen.verdict();
  }

  /** The schema's version after a database was restored; empty when it was not, or has none. */
  public OptionalLong schemaVersion() {
    return chosen.schemaVersion();
  }

  /** Whether it went on though a copy was not good, or the present state was not backed up. */
  public boolean warned() {
    return watch.warned();
  }

  /** What was removed by now. */
  public List<StoredBackup> removed() {
    return removed.all();
  }

  /**
   * Carries out {@code plan}.
   *
   * @throws IgnitionException when a step fails; a partial one when a backup was stored or removed,
   *     or the database was replaced before
   */
  public void run(Plan<BackupStep> plan) {
    if (plan.steps().stream().anyMatch(BackupStep::restoresWhatIsFetched)) {
      chosen.begin();
    }
    run.carryOut(plan, this::perform);
  }

  private String perform(BackupStep step) {
    return switch (step) {
      case BackupStep.Taking taking -> taken.perform(taking);
      case BackupStep.FetchBackup fetch -> chosen.fetch(fetch);
      case BackupStep.DecryptBackup _ -> chosen.decrypt();
      case BackupStep.VerifyBackup(BackupOrder.Proof proof, String _) -> chosen.verify(proof);
      case BackupStep.RestoreDatabase _ ->
          taken.isGivenUp() ? chosen.restoreKeeping() : chosen.restore();
      case BackupStep.CompareDatabase(boolean foreign, String _) -> chosen.compare(foreign);
      case BackupStep.RemoveBackups(String store, List<BackupStep.Removal> backups, String _) -> {
        removed.remove(store, backups.stream().map(BackupStep.Removal::backup).toList());
        yield "";
      }
      case BackupStep.RemoveManifests(String store, List<BackupName> lone, String _) -> {
        removed.removeManifests(store, lone);
        yield "";
      }
    };
  }

  /** Removes what lies about of the backups. */
  @Override
  public void close() {
    try (taken) {
      chosen.close();
    }
  }
}
