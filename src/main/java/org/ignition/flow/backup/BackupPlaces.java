package org.ignition.flow.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupPlace;
import org.ignition.backup.BackupStore;
import org.ignition.backup.host.HostFolder;
import org.ignition.backup.host.HostStore;
import org.ignition.backup.local.FolderStore;
import org.ignition.backup.local.Staging;
import org.ignition.backup.s3.S3Store;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.BackupSettings;
import org.ignition.config.Configuration;
import org.ignition.config.DatabaseAccess;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.ChosenEnvironment;
import org.ignition.flow.Surroundings;
import org.ignition.flow.WorkFolder;
import org.ignition.flow.Workspace;
import org.ignition.flow.reach.EnvironmentHost;
import org.ignition.flow.reach.SshAccess;
import org.ignition.log.Log;

/** The places that keep the backups of an environment, as the configuration says it. */
public final class BackupPlaces {

  private final Configuration configuration;
  private final BackupSettings settings;
  private final ChosenEnvironment environment;
  private final Keys keys;
  private final Workspace workspace;
  private final Surroundings surroundings;

  /** The folder for backups, or what has to be made above it, as it was before. */
  private final Path made;

  /**
   * What opens places.
   *
   * @param storage for the bucket; empty for those that the environment has
   * @param ssh for the host
   */
  public record Keys(Optional<Command.StorageKeys> storage, Optional<Secret> ssh) {}

  /** Of {@code configuration}; nothing is opened yet. */
  public BackupPlaces(
      Configuration configuration,
      ChosenEnvironment environment,
      Keys keys,
      Workspace workspace,
      Surroundings surroundings) {
    this.configuration = configuration;
    this.settings = configuration.backup();
    this.environment = environment;
    this.keys = keys;
    this.workspace = workspace;
    this.surroundings = surroundings;
    this.made = workspace.topmostMissing(settings.directory());
  }

  /**
   * The backups of one database in these places.
   *
   * @param database its own name
   */
  public BackupSite site(String database, Log log) {
    WorkFolder work = WorkFolder.create(surroundings);
    return new BackupSite(this, work, configuration, environment.name(), database, log);
  }

  /**
   * Makes sure that what is kept is still there when the job is over.
   *
   * @throws InputException when it goes with the machine
   */
  void requireLasting() {
    if (!isOnHost() && goesAway() && settings.remote().isEmpty()) {
      throw new InputException(
          Problem.of(
              ErrorCode.BACKUP_EPHEMERAL,
              "The backup would go with the runner: `backup.directory` is on a GitHub-hosted one",
              "Its disk is gone when the job ends, and the backup with it",
              "Name a bucket (`backup.remote`), keep backups on the host (`backup.on: host`), or set"
                  + " `backup.kept-by-workflow: true` where a later step keeps the file"));
    }
  }

  /** GitHub's own machines serve one job ("About GitHub-hosted runners"). */
  private boolean goesAway() {
    return surroundings.runner().isHosted() && !settings.keptByWorkflow();
  }

  private boolean isOnHost() {
    return settings
        .on()
        .map(BackupSettings.On.HOST::equals)
        .orElse(environment.settings().database().via() == DatabaseAccess.Via.SSH);
  }

  /** The folder of this machine that keeps backups; empty where none does. */
  private Optional<Path> folder() {
    return isOnHost() || (goesAway() && settings.remote().isPresent())
        ? Optional.empty()
        : Optional.of(workspace.resolve(settings.directory()));
  }

  /**
   * Gives what was put into a job's workspace to its owner: the steps that keep it, or clean up,
   * are not run by root. At a terminal it stays with whoever took it.
   */
  void handOver() {
    folder().filter(_ -> isInWorkspace()).ifPresent(_ -> workspace.handOver(made));
  }

  private boolean isInWorkspace() {
    return surroundings.runner().workspace().isPresent() && workspace.holds(made);
  }

  /** Where files are put on their way: the folder that keeps them, or {@code work}. */
  Staging staging(Path work) {
    return new Staging(folder().orElse(work));
  }

  /** Whether it is the bucket. */
  static boolean isBucket(BackupPlace place) {
    return place instanceof S3Store;
  }

  /**
   * Opens them: the folder first, then the bucket. Nothing is asked of either yet.
   *
   * @param database whose backups they keep
   */
  List<BackupStore> open(String database) {
    List<BackupStore> stores = new ArrayList<>();
    if (isOnHost()) {
      stores.add(host());
    }
    folder().ifPresent(folder -> stores.add(new FolderStore(folder, name(folder))));
    settings
        .remote()
        .map(remote -> new Bucket(remote, keys.storage(), workspace, surroundings))
        .ifPresent(bucket -> stores.add(bucket.open(environment.name(), database)));
    return stores;
  }

  /** Relative in a job's workspace, which later steps outside of our container see elsewhere. */
  private String name(Path folder) {
    return surroundings
        .runner()
        .workspace()
        .filter(folder::startsWith)
        .map(root -> root.relativize(folder).toString())
        .map(relative -> relative.isEmpty() ? "." : relative)
        .orElse(folder.toString());
  }

  private BackupStore host() {
    EnvironmentHost host = new EnvironmentHost(environment.settings(), keys.ssh(), surroundings);
    SshAccess access = host.access("backups are kept there (`backup.on`)");
    return new HostStore(
        access.host(),
        access::open,
        HostFolder.of(settings.directory().toString(), environment.settings().projectDirectory()));
  }
}
