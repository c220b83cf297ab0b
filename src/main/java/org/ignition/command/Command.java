package org.ignition.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.history.Baseline;
import org.ignition.migration.rule.Preset;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.MigrateRequest;

/**
 * What was asked for, parsed. Paths are as the user gave them. The meaning of each component is
 * that of the {@link Input} of the same name.
 */
public sealed interface Command {

  /** Which command it is. */
  CommandName name();

  /**
   * Writes configuration and workflow.
   *
   * @param dryRun whether to show and not write
   */
  record Init(boolean dryRun) implements Command {
    @Override
    public CommandName name() {
      return CommandName.INIT;
    }
  }

  /**
   * Builds the image of a commit.
   *
   * @param config named configuration, which must exist; empty for the default one, which need not
   * @param dryRun whether to stop at the plan
   * @param sha of the commit; empty to find out
   * @param archive that holds the image; empty for the configured source
   * @param allowDirty whether uncommitted changes are accepted
   * @param registry where the image goes
   * @param login at that registry; empty for the docker configuration's
   * @param caCertificate PEM file of further trusted certificates
   * @param metadataFile where the build metadata goes; empty for the usual one
   * @param reportFile what `check-migrations` found; empty for the usual one, if it is there
   */
  record Build(
      Optional<Path> config,
      boolean dryRun,
      Optional<CommitSha> sha,
      Optional<Path> archive,
      boolean allowDirty,
      RegistryChoice registry,
      Optional<Login> login,
      Optional<Path> caCertificate,
      Optional<Path> metadataFile,
      Optional<Path> reportFile)
      implements Command {
    @Override
    public CommandName name() {
      return CommandName.BUILD;
    }
  }

  /**
   * Tells the identity of a commit.
   *
   * @param config named configuration, which must exist; empty for the default one, which need not
   * @param sha of the commit; empty to find out
   * @param allowDirty whether uncommitted changes are accepted
   */
  record Describe(Optional<Path> config, Optional<CommitSha> sha, boolean allowDirty)
      implements Command {
    @Override
    public CommandName name() {
      return CommandName.DESCRIBE;
    }
  }

  /**
   * Rehearses migrations.
   *
   * @param config named configuration, which must exist; empty for the default one, which need not
   * @param migrations their folder; empty to look for it
   * @param layout how the files are named; empty to find out
   * @param all whether the whole history is rehearsed
   * @param base what holds the merged migrations; empty to find out
   * @param database what they are written for; empty for the configured kind
   * @param databaseVersion major version of the embedded server; empty for the configured one
   * @param shadowUrl a server to rehearse on instead of the embedded one
   * @param policy how much hazards weigh; empty for the configured one
   * @param reportFile where the report goes; empty for the usual place
   * @param sarifFile where the findings go as SARIF; empty for nowhere
   * @param caCertificate PEM file of further trusted certificates
   */
  record CheckMigrations(
      Optional<Path> config,
      Optional<Path> migrations,
      Optional<Layout> layout,
      boolean all,
      Optional<String> base,
      Optional<DatabaseKind> database,
      Optional<Integer> databaseVersion,
      Optional<Secret> shadowUrl,
      Optional<Preset> policy,
      Optional<Path> reportFile,
      Optional<Path> sarifFile,
      Optional<Path> caCertificate)
      implements Command {

    /** The whole history, found and rehearsed on defaults. */
    public static final CheckMigrations OF_EVERYTHING =
        new CheckMigrations(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Override
    public CommandName name() {
      return CommandName.CHECK_MIGRATIONS;
    }
  }

  /**
   * Migrates a database.
   *
   * @param config named configuration, which must exist; empty for the default one, which need not
   * @param dryRun whether to stop at the plan
   * @param sha of the commit; empty to find out
   * @param migrations their folder; empty to look for it
   * @param environment which one of the configuration's; empty for its only one
   * @param database how it is reached
   * @param request what is to become of it
   * @param lockTimeout how long to wait for another run
   * @param baseline the newest version that the database has, where nothing in it tells
   * @param metadataFile the release's build metadata; empty for the usual place, where it need not
   *     be
   * @param reportFile the report on its migrations; empty for the usual place, where it need not be
   */
  record Migrate(
      Optional<Path> config,
      boolean dryRun,
      Optional<CommitSha> sha,
      Optional<Path> migrations,
      Optional<String> environment,
      DatabaseAccess database,
      MigrateRequest request,
      Duration lockTimeout,
      Baseline baseline,
      Optional<Path> metadataFile,
      Optional<Path> reportFile,
      Optional<StorageKeys> storageKeys,
      boolean rehearseOnBackup)
      implements Command {
    @Override
    public CommandName name() {
      return CommandName.MIGRATE;
    }
  }

  /**
   * Takes, proves, restores, removes or lists backups.
   *
   * @param config named configuration, which must exist; empty for the default one, which need not
   * @param dryRun whether to stop at the plan
   * @param sha of the commit; empty to find out
   * @param environment which one of the configuration's; empty for its only one
   * @param database how it is reached; empty where only its backups are asked for
   * @param sshKey private key for the host that has backups
   * @param storageKeys for the bucket; empty for those that the environment has
   * @param identity opens encrypted backups
   * @param request what is to be done
   * @param lockTimeout how long a restore waits for another run
   * @param metricsFile where metrics go; empty for nowhere
   */
  record Backup(
      Optional<Path> config,
      boolean dryRun,
      Optional<CommitSha> sha,
      Optional<String> environment,
      Optional<DatabaseAccess> database,
      Optional<Secret> sshKey,
      Optional<StorageKeys> storageKeys,
      Optional<Secret> identity,
      BackupRequest request,
      Duration lockTimeout,
      Optional<Path> metricsFile)
      implements Command {
    @Override
    public CommandName name() {
      return CommandName.BACKUP;
    }
  }

  /**
   * A login at S3-compatible storage.
   *
   * @param accessKey says who
   * @param secretKey proves it
   */
  record StorageKeys(Secret accessKey, Secret secretKey) {}

  /**
   * How a database is reached.
   *
   * @param url where it is
   * @param user role; empty for the one in the URL
   * @param password of that role
   * @param allowUrlUserinfo whether user and password may stand in the URL
   * @param sshKey private key for the host that it is reached through
   */
  record DatabaseAccess(
      Secret url,
      Optional<String> user,
      Optional<Secret> password,
      boolean allowUrlUserinfo,
      Optional<Secret> sshKey) {}

  /** Builds the example. */
  record Quickstart() implements Command {
    @Override
    public CommandName name() {
      return CommandName.QUICKSTART;
    }
  }
}
