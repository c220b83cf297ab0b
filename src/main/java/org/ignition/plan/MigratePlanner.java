package org.ignition.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.ignition.backup.BackupOrder;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.Classification;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.PendingMigration;

/** Decides what `migrate` does: up, down, or nothing. */
public final class MigratePlanner {

  private final MigrateFacts facts;
  private final MigrateRequest request;
  private final List<MigrateStep> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private MigratePlanner(MigrateFacts facts, MigrateRequest request) {
    this.facts = facts;
    this.request = request;
  }

  /**
   * The plan for {@code facts}; without steps where there is nothing to do.
   *
   * @throws PolicyException when the database and the files don't belong together, or what was
   *     asked for is not allowed without saying so
   * @throws InputException when it names a version that there is none of
   */
  public static Plan<MigrateStep> plan(MigrateFacts facts, MigrateRequest request) {
    return new MigratePlanner(facts, request).plan();
  }

  private Plan<MigrateStep> plan() {
    notes.add("history: " + facts.recognised());
    notes.addAll(facts.remarks());
    notes.addAll(facts.onData().sentences());
    Optional<HistoryEvent> repair = UnfinishedWork.settle(facts, request.repair());
    OptionalLong target = new TargetVersion(facts.sequences()).of(request.to());
    if (isBelow(target)) {
      facts.disagreements().forEach(problem -> notes.add(problem.what()));
      prepare();
      repair.ifPresent(this::repair);
      undo(target.getAsLong());
    } else {
      refuseDisagreements();
      PhaseCut cut = repair.isPresent() ? cutIfAllowed(target) : cut(target);
      requireRunnable(cut);
      prepare();
      repair.ifPresent(this::repair);
      apply(cut);
    }
    return new Plan<>(intent(), steps, notes);
  }

  private String intent() {
    String now =
        facts.live().schemaVersion().isPresent()
            ? "schema " + facts.live().schemaVersion().getAsLong()
            : "no schema yet";
    return "migrate · " + facts.database() + " · " + now;
  }

  private void refuseDisagreements() {
    if (facts.disagreements().isEmpty()) {
      return;
    }
    Problem first = facts.disagreements().getFirst();
    String others =
        facts.disagreements().stream().skip(1).map(Problem::what).collect(Collectors.joining("; "));
    throw new PolicyException(
        others.isEmpty()
            ? first
            : new Problem(
                first.code(),
                first.what(),
                first.why() + ". Besides: " + others,
                first.advice(),
                first.at()));
  }

  private boolean isBelow(OptionalLong target) {
    OptionalLong now = facts.live().schemaVersion();
    return target.isPresent() && now.isPresent() && target.getAsLong() < now.getAsLong();
  }

  private void prepare() {
    if (!facts.prepared() || facts.view()) {
      steps.add(
          new MigrateStep.PrepareHistory(
              facts.view(), "the database remembers what was applied and what undoes it"));
    }
    if (!facts.adopted().isEmpty()) {
      steps.add(new MigrateStep.AdoptMigrations(facts.adopted(), facts.recognised()));
    }
  }

  private void repair(HistoryEvent event) {
    if (!event.remark().isEmpty()) {
      notes.add(event.migration().label() + " was left so: " + event.remark());
    }
    steps.add(
        new MigrateStep.StateRepair(
            event, "it was left unfinished, and `repair` says what is there now"));
  }

  // --- up

  private void checkIntegrity(String reason) {
    if (facts.checksIntegrity()) {
      steps.add(new MigrateStep.CheckIntegrity(reason));
    }
  }

  private PhaseCut cut(OptionalLong target) {
    List<PendingMigration> wanted =
        facts.pending().stream()
            .filter(each -> target.isEmpty() || each.sequence() <= target.getAsLong())
            .toList();
    return PhaseCut.of(wanted, request, isDeserted(), this::classifiedBy);
  }

  /** Whether no version runs: the database is new, or its first run never came to its end. */
  private boolean isDeserted() {
    return facts.firstRunEnd().isPresent()
        || (facts.live().applied().isEmpty() && !facts.holdsTables());
  }

  /** What was found is written down whether or not anything may be applied now. */
  private PhaseCut cutIfAllowed(OptionalLong target) {
    try {
      return cut(target);
    } catch (PolicyException e) {
      notes.add("nothing is applied: " + e.problem().what());
      return new PhaseCut(List.of(), List.of());
    }
  }

  private void requireRunnable(PhaseCut cut) {
    for (PendingMigration pending : cut.applied()) {
      RunnableScripts.require(pending.migration().up());
      Optional.ofNullable(facts.onData().failing().get(pending.recorded().label()))
          .ifPresent(problem -> {
            throw new PolicyException(problem);
          });
    }
  }

  private void apply(PhaseCut cut) {
    cut.left().forEach(left -> notes.add(waiting(left)));
    if (cut.applied().isEmpty()) {
      facts.firstRunEnd().ifPresent(this::endFirstRun);
      return;
    }
    cut.applied().forEach(each -> notes.add(classified(each)));
    cut.applied().forEach(each -> RunnableScripts.flaw(each).ifPresent(notes::add));
    checkIntegrity("what is damaged must not be changed");
    backUp(cut.applied());
    steps.add(new MigrateStep.ApplyMigrations(marked(cut.applied()), phaseReason()));
    checkIntegrity("foreign keys are not enforced while tables are rebuilt");
    steps.add(confirm(OptionalLong.of(cut.applied().getLast().sequence())));
  }

  /** A cut of the first run shows in the history: all but the last say that more is to come. */
  private List<PendingMigration> marked(List<PendingMigration> applied) {
    if (!isDeserted()) {
      return applied;
    }
    List<PendingMigration> marked =
        new ArrayList<>(applied.stream().map(PendingMigration::inFirstRun).toList());
    marked.set(marked.size() - 1, applied.getLast());
    return marked;
  }

  private void endFirstRun(HistoryEvent end) {
    steps.add(
        new MigrateStep.AdoptMigrations(
            List.of(end), "the first run was cut short, and nothing more is to come of it"));
  }

  private static String waiting(PendingMigration left) {
    return left.recorded().label()
        + " waits for `phase: contract`: the version that runs now may not tolerate it";
  }

  private String classifiedBy(PendingMigration pending) {
    return facts.classifiedBy().getOrDefault(pending.recorded().label(), "nobody observed it");
  }

  private String classified(PendingMigration pending) {
    return pending.recorded().label()
        + ": "
        + pending.recorded().assessment().classification()
        + ", "
        + classifiedBy(pending)
        + (pending.transactional() ? "" : ", not in a transaction");
  }

  private String phaseReason() {
    if (isDeserted()) {
      return "no version runs on the database before its first run has ended";
    }
    return switch (request.phase()) {
      case EXPAND -> "the version that runs now tolerates this";
      case CONTRACT -> "older versions are gone, or tolerate them";
      case ALL -> "all that is pending was asked for";
    };
  }

  private void backUp(List<PendingMigration> applied) {
    Optional<PendingMigration> risky =
        applied.stream()
            .filter(each ->
                each.recorded().assessment().classification().compareTo(Classification.ADDITIVE)
                    > 0)
            .findFirst();
    if (facts.holdsTables()) {
      backUp(
          risky.isPresent() && !isDeserted(),
          risky
              .map(each -> each.recorded().label() + " may change or remove what is there")
              .orElse("whatever happens, what is there now can be restored"));
    }
  }

  private void backUp(boolean required, String reason) {
    if (facts.backup().problem().isEmpty()) {
      steps.add(new MigrateStep.TakeBackup(required, proof(required), reason));
      return;
    }
    Problem problem = facts.backup().problem().get();
    if (required) {
      throw new InputException(problem);
    }
    notes.add("no backup is taken, as nothing is at risk: " + problem.what());
  }

  /** What is about to be lost must be known to restore. */
  private BackupOrder.Proof proof(boolean required) {
    return facts
        .backup()
        .proof()
        .orElse(required ? BackupOrder.Proof.RESTORE : BackupOrder.Proof.LIST);
  }

  // --- down

  private void undo(long target) {
    List<MigrateStep.UndoMigration> undone =
        facts.live().above(target).stream().map(this::undone).toList();
    UndoConsent.require(undone, request);
    checkIntegrity("what is damaged must not be changed");
    backUp(true, "what undoing loses can be restored");
    steps.addAll(undone);
    checkIntegrity("foreign keys are not enforced while tables are rebuilt");
    steps.add(confirm(after(target)));
  }

  private MigrateStep.UndoMigration undone(AppliedMigration applied) {
    MigrateFacts.UndoCost cost =
        facts.undoing().getOrDefault(applied.sequence(), MigrateFacts.UndoCost.UNKNOWN);
    notes.addAll(cost.remarks());
    List<String> losses = cost.described(applied.migration().label());
    return new MigrateStep.UndoMigration(
        applied,
        losses,
        losses.isEmpty() ? "`to` is below it" : "loses " + String.join(", ", losses));
  }

  private OptionalLong after(long target) {
    return facts.live().applied().stream()
        .mapToLong(applied -> applied.sequence())
        .filter(sequence -> sequence <= target)
        .max();
  }

  private static MigrateStep confirm(OptionalLong expected) {
    return new MigrateStep.ConfirmVersion(
        expected, "the application asks for the highest version when it starts");
  }
}
