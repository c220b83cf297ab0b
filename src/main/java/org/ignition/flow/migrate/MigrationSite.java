package org.ignition.flow.migrate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.backup.Backups;
import org.ignition.command.Command;
import org.ignition.config.MigrationSettings;
import org.ignition.database.Blocker;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surroundings;
import org.ignition.flow.check.RehearsalNow;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.log.Log;
import org.ignition.migration.Migration;
import org.ignition.migration.flyway.ApplyListener;
import org.ignition.migration.flyway.ApplySettings;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Recognition;
import org.ignition.migration.live.LiveSchema;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.MigratePlanner;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.OnData;
import org.ignition.plan.Plan;

/** A database with the migrations that are for it. */
final class MigrationSite {

  private final ReachedDatabase reached;
  private final Backups backups;
  private final Function<List<Migration>, OnData> onData;
  private final MigrationsAtHand migrations;
  private final Command.Migrate command;
  private final Surroundings surroundings;
  private final Log log;

  private Optional<HistoryFacts> history = Optional.empty();

  MigrationSite(
      ReachedDatabase reached,
      Backups backups,
      Function<List<Migration>, OnData> onData,
      MigrationsAtHand migrations,
      Command.Migrate command,
      Surroundings surroundings,
      Log log) {
    this.reached = reached;
    this.backups = backups;
    this.onData = onData;
    this.migrations = migrations;
    this.command = command;
    this.surroundings = surroundings;
    this.log = log;
    reached.database().facts().warnings().forEach(log::warn);
  }

  /** Which database. */
  String name() {
    var facts = reached.database().facts();
    return reached.database().name() + " (" + facts.product() + " " + facts.version() + ")";
  }

  HeldLock lock(LockRequest request) {
    return reached.database().lock(request);
  }

  // --- facts

  /** All that the planner needs; reads the database anew. */
  MigrateFacts facts() {
    HistoryFacts read = LiveSchema.read(reached.database(), reached.tables(), downsAbove());
    history = Optional.of(read);
    Recognition recognition = Recognition.of(read, migrations.set(), command.baseline());
    RehearsalNow rehearsal = new RehearsalNow(settings(), surroundings, log);
    return new MigrateFactsReader(migrations, command.request(), rehearsal)
        .read(
            new MigrateFactsReader.Seen(
                name(),
                read,
                recognition,
                reached.kind(),
                onData,
                new UndoCosts(reached, migrations.set())));
  }

  /** Scripts are fetched only where they may run. */
  private long downsAbove() {
    return command.request().to().isPresent() ? -1 : Long.MAX_VALUE;
  }

  private MigrationSettings settings() {
    return migrations.configuration().migrations();
  }

  // --- plan

  /** The plan for {@code facts}; the places for backups are asked only where it takes one. */
  Plan<MigrateStep> plan(MigrateFacts facts) {
    Plan<MigrateStep> plan = MigratePlanner.plan(facts, command.request());
    return plan.steps().stream()
        .filter(MigrateStep.TakeBackup.class::isInstance)
        .findFirst()
        .flatMap(_ -> backupProblem())
        .map(problem -> MigratePlanner.plan(facts.withoutBackup(problem), command.request()))
        .orElse(plan);
  }

  /**
   * A plan is worth making while a place can't be reached: another may have data to rehearse on.
   */
  private Optional<Problem> backupProblem() {
    try {
      backups.requireUsable();
      return Optional.empty();
    } catch (InputException e) {
      return Optional.of(e.problem());
    } catch (RemoteException e) {
      if (!command.dryRun()) {
        throw e;
      }
      log.warn(
          "Without `dry-run` this would end here, as the backup could not be taken: "
              + e.problem().what());
      return Optional.empty();
    }
  }

  // --- effects

  /** What changes the schema, under {@code lock}. */
  LiveSchema under(HeldLock lock) {
    return new LiveSchema(
        reached.database(),
        reached.tables(),
        history.orElseThrow(),
        migrations.set(),
        new LiveSchema.Terms(lock, migrations.release().by(), applySettings(), new Told()));
  }

  Backups backups() {
    return backups;
  }

  private ApplySettings applySettings() {
    ApplySettings defaults = ApplySettings.DEFAULT;
    return new ApplySettings(
        settings().lockTimeout(),
        defaults.concurrentLockTimeout(),
        settings().lockAttempts(),
        defaults.shortestPause(),
        defaults.longestPause(),
        settings().timeZone());
  }

  /** Tells the user how it goes on. */
  private final class Told implements ApplyListener {

    @Override
    public void begins(MigrationRecord migration) {
      log.line(migration.label());
    }

    @Override
    public void done(MigrationRecord migration, Duration took) {
      log.line("  done in " + StepLog.seconds(took));
    }

    @Override
    public void waits(
        MigrationRecord migration, List<Blocker> blockers, int attempt, Duration pause) {
      log.line(
          "  did not get a lock in attempt "
              + attempt
              + ", again in "
              + StepLog.seconds(pause)
              + blockers.stream()
                  .map(each -> ": " + each.described())
                  .collect(Collectors.joining()));
    }
  }
}
