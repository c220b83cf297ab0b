package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.retention.Retention;
import org.ignition.backup.retention.Verdict;
import org.ignition.failure.PolicyException;

/** Decides what `backup` does. */
public final class BackupPlanner {

  /** Why a restore backs up what it replaces, which manifests say, and are known by. */
  static final String BEFORE_RESTORE = "what is there now can be restored too";

  private final List<BackupStep> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private BackupPlanner() {}

  /** How one is taken. */
  public static Plan<BackupStep> create(BackupRequest.Create request, BackupFacts.Means means) {
    BackupPlanner planner = new BackupPlanner();
    BackupKind kind = request.kind().orElse(means.due());
    String reason = request.kind().isPresent() ? "it was asked for" : "a " + kind + " one is due";
    planner.take(
        means,
        new BackupStep.WriteBackup(kind, BackupStep.Need.ASKED, reason),
        request.proof().or(means::proof).orElse(Proof.LIST));
    return planner.plan("create", means.database());
  }

  /**
   * How one is proved.
   *
   * @throws PolicyException when nothing says what it must be
   */
  public static Plan<BackupStep> verify(BackupRequest.Verify request, BackupFacts.Chosen chosen) {
    BackupPlanner planner = new BackupPlanner();
    if (chosen.manifest().isEmpty()) {
      throw RestoreConsent.withoutManifest(chosen.backup());
    }
    planner.bring(chosen);
    planner.steps.add(
        new BackupStep.VerifyBackup(request.proof(), "a backup that was never restored is a hope"));
    return planner.plan("verify", chosen.backup().name().toString());
  }

  /**
   * How one is put back.
   *
   * @param present how the present state is backed up before
   * @throws PolicyException when it does not belong there and nobody allowed that
   */
  public static Plan<BackupStep> restore(
      BackupRequest.Restore request,
      BackupFacts.Chosen chosen,
      BackupFacts.Target target,
      BackupFacts.Means present) {
    BackupPlanner planner = new BackupPlanner();
    planner.notes.addAll(RestoreConsent.require(chosen, target, request.allowMismatch()));
    target.others().forEach(other -> planner.notes.add("connected: " + other));
    planner.bring(chosen);
    if (target.empty()) {
      planner.notes.add("no backup is taken before, as the database is empty");
    } else {
      planner.takeBefore(request.allowDataLoss(), present);
    }
    planner.steps.add(
        new BackupStep.RestoreDatabase(chosen.backup().name(), target.name(), "it was asked for"));
    if (chosen.manifest().flatMap(manifest -> manifest.contents()).isPresent()) {
      planner.steps.add(
          new BackupStep.CompareDatabase(
              target.foreign(), "the manifest says what it must hold now"));
    }
    return planner.plan("restore", target.name());
  }

  /** Which ones go; without steps where none does. */
  public static Plan<BackupStep> prune(BackupFacts.Kept kept) {
    BackupPlanner planner = new BackupPlanner();
    List<Verdict> verdicts = Retention.decide(kept.facts(), kept.rules(), kept.now());
    for (Verdict.Place place : Verdict.Place.values()) {
      String store = kept.stores().getOrDefault(place, "");
      planner.remove(store, verdicts.stream().filter(verdict -> verdict.place() == place).toList());
      planner.removeManifests(store, kept.lone().getOrDefault(place, List.of()));
    }
    if (kept.facts().mentions().isEmpty()) {
      planner.notes.add(
          "no `database-url` is given: backups before migrations stay, as a release may name them");
    }
    return planner.plan("prune", kept.database());
  }

  private void takeBefore(boolean allowDataLoss, BackupFacts.Means present) {
    BackupStep.Need need =
        allowDataLoss ? BackupStep.Need.IF_POSSIBLE : BackupStep.Need.BEFORE_LOSS;
    if (allowDataLoss) {
      notes.add("if what is there now can't be backed up, it is replaced all the same");
    }
    take(
        present,
        new BackupStep.WriteBackup(BackupKind.PRE_MIGRATION, need, BEFORE_RESTORE),
        present.proof().orElse(Proof.LIST));
  }

  private void take(BackupFacts.Means means, BackupStep.WriteBackup write, Proof proof) {
    notes.addAll(means.remarks());
    steps.add(write);
    if (proof == Proof.RESTORE) {
      steps.add(new BackupStep.ProveBackup("a backup that was never restored is a hope"));
    }
    if (!means.recipients().isEmpty()) {
      notes.add("encrypted for " + String.join(", ", means.recipients()));
      steps.add(new BackupStep.EncryptBackup("only who has the key can read it"));
    }
    means
        .stores()
        .forEach(
            store -> steps.add(new BackupStep.StoreBackup(store, "it is kept there for a time")));
  }

  private void bring(BackupFacts.Chosen chosen) {
    steps.add(
        BackupStep.FetchBackup.of(
            chosen.backup(), chosen.manifest().isPresent(), "it is the one that is meant"));
    if (chosen.backup().name().encrypted()) {
      steps.add(new BackupStep.DecryptBackup("`backup-identity` opens it"));
    }
  }

  private void remove(String store, List<Verdict> verdicts) {
    List<BackupStep.Removal> removals = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Deleted deleted) {
        removals.add(new BackupStep.Removal(deleted.backup(), deleted.reason()));
      }
    }
    if (!removals.isEmpty()) {
      steps.add(new BackupStep.RemoveBackups(store, removals, "their time is over"));
    }
    if (!verdicts.isEmpty()) {
      notes.add(store + ": " + (verdicts.size() - removals.size()) + " stay");
    }
  }

  private void removeManifests(String store, List<BackupName> lone) {
    if (!lone.isEmpty()) {
      steps.add(
          new BackupStep.RemoveManifests(
              store, lone, "a run was killed before the backup came, and its name is kept since"));
    }
  }

  private Plan<BackupStep> plan(String operation, String subject) {
    return new Plan<>("backup " + operation + " · " + subject, steps, notes);
  }
}
