package org.ignition.flow.migrate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ignition.command.Command;
import org.ignition.command.Output;
import org.ignition.concurrent.Meanwhile;
import org.ignition.config.Configuration;
import org.ignition.database.DatabaseUse;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.execute.Journal;
import org.ignition.execute.MigrateExecutor;
import org.ignition.flow.ChosenEnvironment;
import org.ignition.flow.Flow;
import org.ignition.flow.Secrets;
import org.ignition.flow.StepLog;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.Workspace;
import org.ignition.flow.backup.BackupPlaces;
import org.ignition.flow.backup.BackupSite;
import org.ignition.flow.backup.RehearsalOnData;
import org.ignition.flow.backup.SiteBackups;
import org.ignition.flow.reach.DatabaseReach;
import org.ignition.flow.reach.LockHolderText;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.migration.Migration;
import org.ignition.plan.MigrateFacts;
import org.ignition.plan.MigrateStep;
import org.ignition.plan.OnData;
import org.ignition.plan.Plan;
import org.ignition.report.Conclusion;
import org.ignition.report.MigrateConclusion;
import org.ignition.report.MigrationsDone;
import org.ignition.source.EventFile;
import org.ignition.source.RunnerFacts;
import org.jspecify.annotations.Nullable;

/** `migrate`: a database gets the schema of a release, or goes back from it. */
public final class MigrateFlow implements Flow {

  private final Command.Migrate command;
  private final Surface surface;
  private final Surroundings surroundings;
  private final Workspace workspace;
  private final Instant started;
  private final Map<String, Object> known = new LinkedHashMap<>();

  private @Nullable MigrateExecutor executor;

  /** Of one command; nothing happens before it is run. */
  public MigrateFlow(Command.Migrate command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
    this.workspace = Workspace.of(surroundings);
    this.started = surroundings.clock().instant();
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(executor).map(MigrateExecutor::journal);
  }

  @Override
  public Map<String, Object> knownFields() {
    Map<String, Object> fields = new LinkedHashMap<>(known);
    done().ifPresent(done -> fields.putAll(done.fields()));
    return fields;
  }

  @Override
  public Map<Output, String> knownOutputs() {
    return done().map(MigrationsDone::outputs).orElse(Map.of());
  }

  private Optional<MigrationsDone> done() {
    return Optional.ofNullable(executor).map(MigrationsDone::of);
  }

  @Override
  public Conclusion run() {
    hideSecrets();
    Configuration configuration = Configuration.read(workspace.root(), command.config());
    RunnerFacts facts = RunnerFacts.of(surroundings.environment(), EventFile.ON_DISK);
    ChosenEnvironment environment = ChosenEnvironment.of(configuration, command.environment());
    try (Meanwhile<ReachedDatabase> reaching = reach(environment)) {
      MigrationsAtHand migrations = MigrationsAtHand.read(command, workspace, configuration, facts);
      return run(new Given(configuration, environment, facts, migrations), reaching.get());
    }
  }

  /** What was read while the database was reached. */
  private record Given(
      Configuration configuration,
      ChosenEnvironment environment,
      RunnerFacts facts,
      MigrationsAtHand migrations) {}

  private Meanwhile<ReachedDatabase> reach(ChosenEnvironment environment) {
    DatabaseReach reach =
        new DatabaseReach(command.database(), environment.settings(), workspace, surroundings);
    return Meanwhile.open(() -> reach.open(DatabaseUse.CHANGE), ReachedDatabase::close);
  }

  private Conclusion run(Given given, ReachedDatabase reached) {
    MigrationsAtHand migrations = given.migrations();
    try (BackupSite backups = backups(given.configuration(), given.environment(), reached)) {
      MigrationSite site = site(reached, backups, migrations, given.facts());
      known.put("database", site.name());
      surface.log().line(Tool.NAME + " " + Tool.version() + " · " + site.name());
      return command.dryRun() ? planned(site, migrations) : alone(site, migrations);
    }
  }

  private BackupSite backups(
      Configuration configuration, ChosenEnvironment environment, ReachedDatabase reached) {
    return new BackupPlaces(
            configuration,
            environment,
            new BackupPlaces.Keys(command.storageKeys(), command.database().sshKey()),
            workspace,
            surroundings)
        .site(reached.database().facts().database(), surface.log());
  }

  private MigrationSite site(
      ReachedDatabase reached, BackupSite backups, MigrationsAtHand migrations, RunnerFacts facts) {
    return new MigrationSite(
        reached,
        new SiteBackups(
            reached,
            backups,
            backups.origin(facts.repository(), migrations.release().by()),
            surroundings,
            surface.log()),
        onData(reached, backups, migrations),
        migrations,
        command,
        surroundings,
        surface.log());
  }

  private Function<List<Migration>, OnData> onData(
      ReachedDatabase reached, BackupSite backups, MigrationsAtHand migrations) {
    RehearsalOnData rehearsal =
        new RehearsalOnData(
            reached, backups, migrations.configuration().migrations(), surroundings, surface.log());
    return command.rehearseOnBackup() ? rehearsal::of : _ -> OnData.UNKNOWN;
  }

  private void hideSecrets() {
    Secrets secrets = new Secrets(surface);
    secrets.hide(command.database());
    secrets.hide(command.storageKeys(), surroundings);
  }

  // --- facts and plan

  private Conclusion planned(MigrationSite site, MigrationsAtHand migrations) {
    MigrateFacts facts = site.facts();
    Plan<MigrateStep> plan = plan(site, facts);
    plan.numbered().forEach(surface.log()::line);
    SchemaMatrices matrices = SchemaMatrices.of(facts, plan, migrations);
    matrices.text().forEach(surface.log()::line);
    return MigrateConclusion.planned(facts, plan, matrices.markdown());
  }

  private Plan<MigrateStep> plan(MigrationSite site, MigrateFacts facts) {
    Plan<MigrateStep> plan = site.plan(facts);
    surface.log().line(plan.intent());
    plan.notes().forEach(surface.log()::line);
    return plan;
  }

  // --- effects

  private Conclusion alone(MigrationSite site, MigrationsAtHand migrations) {
    try (HeldLock lock = site.lock(lockRequest(migrations))) {
      MigrateFacts facts = site.facts();
      Plan<MigrateStep> plan = plan(site, facts);
      SchemaMatrices matrices = SchemaMatrices.of(facts, plan, migrations);
      return plan.steps().isEmpty()
          ? MigrateConclusion.unchanged(facts, plan, matrices.markdown(), elapsed())
          : execute(site, lock, facts, plan, matrices);
    }
  }

  private LockRequest lockRequest(MigrationsAtHand migrations) {
    return new LockRequest(
        command.lockTimeout(),
        migrations.release().by().actor(),
        migrations.release().by().runUrl(),
        LockHolderText.telling(surface.log()));
  }

  private Conclusion execute(
      MigrationSite site,
      HeldLock lock,
      MigrateFacts facts,
      Plan<MigrateStep> plan,
      SchemaMatrices matrices) {
    MigrateExecutor running =
        new MigrateExecutor(
            site.under(lock),
            site.backups(),
            new StepLog(surface.log(), surface.progress()),
            surroundings.clock());
    executor = running;
    running.run(plan);
    return MigrateConclusion.of(facts, plan, running, matrices.markdown(), elapsed());
  }

  private Duration elapsed() {
    return Duration.between(started, surroundings.clock().instant());
  }
}
