package org.ignition.execute;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.Backups;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.PendingMigration;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.Plan;

/** Carries out a plan of `migrate`. */
public final class MigrateExecutor {

  private final SchemaPort schema;
  private final Backups backups;
  private final PlanRun<MigrateStep> run;
  private final List<Applied> applied = new ArrayList<>();
  private Optional<Backup> backup = Optional.empty();

  /**
   * @param schema what is migrated
   * @param backups what is taken before
   * @param listener hears how it goes on
   * @param clock tells durations
   */
  public MigrateExecutor(SchemaPort schema, Backups backups, StepListener listener, Clock clock) {
    this.schema = schema;
    this.backups = backups;
    this.run = new PlanRun<>(listener, clock);
  }

  /** What happened so far; complete once {@link #run} has ended, in whichever way. */
  public Journal journal() {
    return run.journal();
  }

  /** The migrations that took effect so far, in order. */
  public List<Applied> applied() {
    synchronized (applied) {
      return List.copyOf(applied);
    }
  }

  /** The backup that was taken, if one was by now. */
  public Optional<Backup> backup() {
    return backup;
  }

  /**
   * Carries out {@code plan}.
   *
   * @throws IgnitionException when a step fails; a partial one when the schema or its history
   *     changed before
   */
  public void run(Plan<MigrateStep> plan) {
    run.carryOut(plan, this::perform, this::doneBy);
  }

  private String perform(MigrateStep step) {
    return switch (step) {
      case MigrateStep.PrepareHistory(boolean view, String _) -> prepare(view);
      case MigrateStep.AdoptMigrations(List<HistoryEvent> events, String _) -> adopt(events);
      case MigrateStep.StateRepair(HistoryEvent event, String _) -> repair(event);
      case MigrateStep.TakeBackup backUp -> backUp(backUp);
      case MigrateStep.CheckIntegrity _ -> checkIntegrity();
      case MigrateStep.ApplyMigrations(List<PendingMigration> pending, String _) -> apply(pending);
      case MigrateStep.UndoMigration undo -> undo(undo);
      case MigrateStep.ConfirmVersion(OptionalLong expected, String _) -> confirm(expected);
    };
  }

  private String prepare(boolean view) {
    schema.prepare(view);
    return "";
  }

  private String adopt(List<HistoryEvent> events) {
    schema.adopt(events);
    return "nothing was run";
  }

  private String repair(HistoryEvent event) {
    schema.repair(event);
    return "";
  }

  private String backUp(MigrateStep.TakeBackup step) {
    Backup taken =
        backups.take(new BackupOrder(BackupKind.PRE_MIGRATION, step.reason(), step.proof()));
    backup = Optional.of(taken);
    return String.join(", ", taken.places())
        + ", "
        + taken.manifest().sizeBytes()
        + " bytes"
        + taken.unproved().map(why -> ", could not be proved: " + why).orElse("");
  }

  private String checkIntegrity() {
    List<String> flaws = schema.flaws();
    if (!flaws.isEmpty()) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_UNSOUND,
              "The database fails its integrity check: " + Quoted.of(flaws.getFirst()),
              "Whoever changes it further could lose more; there are " + flaws.size() + " findings",
              "Repair it or restore a backup, then run again"));
    }
    return "nothing found";
  }

  private String apply(List<PendingMigration> pending) {
    try {
      schema.apply(pending, backupId(), this::tookEffect);
    } catch (IgnitionException e) {
      throw applied().isEmpty() || e instanceof PartialException ? e : new PartialException(e);
    }
    return told();
  }

  private void tookEffect(PendingMigration migration, Duration took) {
    synchronized (applied) {
      applied.add(new Applied(migration, took));
    }
  }

  private String undo(MigrateStep.UndoMigration step) {
    schema.undo(step.applied(), backupId());
    return step.losses().isEmpty() ? "" : "lost " + String.join(", ", step.losses());
  }

  private Optional<String> backupId() {
    return backup.map(Backup::id);
  }

  private String confirm(OptionalLong expected) {
    OptionalLong found = schema.version();
    if (!found.equals(expected)) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.HISTORY_DISAGREES,
              "The schema reads " + text(found) + " where " + text(expected) + " was expected",
              "Somebody else changed the history while this ran, or a migration did",
              "Look at schema_migrations and ignition_migrations, and whether the `search_path` of"
                  + " the role or of the database still begins with their schema"));
    }
    return "it is";
  }

  private static String text(OptionalLong version) {
    return version.isPresent() ? "version " + version.getAsLong() : "no version";
  }

  private String doneBy(MigrateStep step) {
    return step instanceof MigrateStep.ApplyMigrations && !applied().isEmpty() ? told() : "";
  }

  private String told() {
    List<Applied> done = applied();
    double seconds = done.stream().mapToLong(each -> each.took().toMillis()).sum() / 1000.0;
    String newest = done.isEmpty() ? "" : ", up to " + done.getLast().label();
    return String.format(Locale.ROOT, "%d applied in %.2f s%s", done.size(), seconds, newest);
  }

  /**
   * A migration that took effect.
   *
   * @param migration which
   * @param took how long it ran
   */
  public record Applied(PendingMigration migration, Duration took) {

    /** Version and name. */
    public String label() {
      return migration.recorded().label();
    }
  }
}
