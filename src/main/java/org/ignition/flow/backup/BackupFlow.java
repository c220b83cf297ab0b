package org.ignition.flow.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.age.Identities;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.Configuration;
import org.ignition.database.DatabaseUse;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.SqliteUrl;
import org.ignition.execute.Journal;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.ChosenEnvironment;
import org.ignition.flow.Flow;
import org.ignition.flow.ReleaseOnHand;
import org.ignition.flow.Secrets;
import org.ignition.flow.Surface;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Tool;
import org.ignition.flow.Workspace;
import org.ignition.flow.reach.DatabaseReach;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.migration.history.AppliedBy;
import org.ignition.plan.BackupRequest;
import org.ignition.report.Conclusion;
import org.ignition.source.EventFile;
import org.ignition.source.RunnerFacts;
import org.jspecify.annotations.Nullable;

/** `backup`: a database is backed up, or becomes what a backup holds. */
public final class BackupFlow implements Flow {

  private final Command.Backup command;
  private final Surface surface;
  private final Surroundings surroundings;
  private final Workspace workspace;
  private final Map<String, Object> known = new LinkedHashMap<>();

  private @Nullable BackupRun underway;

  /** Of one command; nothing happens before it is run. */
  public BackupFlow(Command.Backup command, Surface surface, Surroundings surroundings) {
    this.command = command;
    this.surface = surface;
    this.surroundings = surroundings;
    this.workspace = Workspace.of(surroundings);
    known.put("operation", command.request().operation());
  }

  @Override
  public Optional<Journal> journal() {
    return Optional.ofNullable(underway).flatMap(BackupRun::journal);
  }

  @Override
  public Map<String, Object> knownFields() {
    return Map.copyOf(known);
  }

  @Override
  public Conclusion run() {
    hideSecrets();
    Configuration configuration = Configuration.read(workspace.root(), command.config());
    ChosenEnvironment environment = ChosenEnvironment.of(configuration, command.environment());
    return switch (command.request()) {
      case BackupRequest.Create _, BackupRequest.Restore _ ->
          withDatabase(command.database().orElseThrow(), configuration, environment);
      case BackupRequest.Prune _ when command.database().isPresent() ->
          withDatabase(command.database().get(), configuration, environment);
      case BackupRequest.Prune _, BackupRequest.Verify _, BackupRequest.ListAll _ ->
          operate(configuration, environment, name(environment), Optional.empty());
    };
  }

  private void hideSecrets() {
    Secrets secrets = new Secrets(surface);
    command.database().ifPresent(secrets::hide);
    secrets.hide(command.storageKeys(), surroundings);
    secrets.hide(command.sshKey());
    secrets.hide(command.identity());
  }

  private Conclusion withDatabase(
      Command.DatabaseAccess access, Configuration configuration, ChosenEnvironment environment) {
    DatabaseReach reach =
        new DatabaseReach(access, environment.settings(), workspace, surroundings);
    DatabaseUse use =
        command.request() instanceof BackupRequest.Restore ? DatabaseUse.REPLACE : DatabaseUse.READ;
    try (ReachedDatabase reached = reach.open(use)) {
      reached.database().facts().warnings().forEach(surface.log()::warn);
      return operate(
          configuration, environment, reached.database().facts().database(), Optional.of(reached));
    }
  }

  /**
   * The database's name, which is known without asking it: backups are wanted most when it does not
   * answer.
   */
  private String name(ChosenEnvironment environment) {
    return command
        .database()
        .map(access -> name(access, environment))
        .or(() -> environment.settings().database().name())
        .orElseThrow(() ->
            new InputException(
                Problem.of(
                    ErrorCode.INPUT_MISSING,
                    "Nothing says which database's backups are meant",
                    "Places keep the backups of each database apart",
                    "Give `database-url`, or `environments.NAME.database.name` in ignition.yml")));
  }

  private static String name(Command.DatabaseAccess access, ChosenEnvironment environment) {
    boolean userinfo =
        access.allowUrlUserinfo() || environment.settings().database().allowUrlUserinfo();
    return switch (DatabaseUrl.parse(access.url().value(), userinfo)) {
      case PostgresUrl url -> url.database();
      case SqliteUrl url -> String.valueOf(url.file().getFileName());
    };
  }

  private Conclusion operate(
      Configuration configuration,
      ChosenEnvironment environment,
      String database,
      Optional<ReachedDatabase> reached) {
    known.put("database", database);
    RunnerFacts facts = RunnerFacts.of(surroundings.environment(), EventFile.ON_DISK);
    BackupPlaces places =
        new BackupPlaces(
            configuration,
            environment,
            new BackupPlaces.Keys(command.storageKeys(), command.sshKey()),
            workspace,
            surroundings);
    try (BackupSite site = places.site(database, surface.log())) {
      String operation = command.request().operation();
      surface.log().line(Tool.NAME + " " + Tool.version() + " · " + operation + " · " + database);
      BackupRun run = run(site, configuration, facts);
      underway = run;
      return new BackupOperations(run).conclude(reached);
    }
  }

  private BackupRun run(BackupSite site, Configuration configuration, RunnerFacts facts) {
    return new BackupRun(
        command,
        site,
        site.origin(facts.repository(), by(facts)),
        new BackupRun.Here(surface, surroundings, workspace, identities()),
        configuration.backup());
  }

  private AppliedBy by(RunnerFacts facts) {
    return ReleaseOnHand.find(
            new ReleaseOnHand.Search(workspace, facts, command.sha(), Optional.empty()))
        .by();
  }

  private Identities identities() {
    return command.identity().map(Secret::value).map(Identities::parse).orElse(Identities.NONE);
  }
}
