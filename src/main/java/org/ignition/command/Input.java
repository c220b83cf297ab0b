package org.ignition.command;

import static org.ignition.command.CommandName.BACKUP;
import static org.ignition.command.CommandName.BUILD;
import static org.ignition.command.CommandName.CHECK_MIGRATIONS;
import static org.ignition.command.CommandName.DESCRIBE;
import static org.ignition.command.CommandName.INIT;
import static org.ignition.command.CommandName.MIGRATE;
import static org.ignition.command.CommandName.QUICKSTART;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be given to a command, declared once: {@code action.yml}, the options of the
 * terminal and the README follow from it or are checked against it.
 *
 * <p>An input exists only for what differs from run to run or is secret; all else is a key of
 * {@code ignition.yml}. There are at most fifty in all; docs/decisions says why two commands have
 * more than twelve.
 */
public enum Input {
  COMMAND(
      InputType.COMMAND,
      Set.of(INIT, BUILD, DESCRIBE, CHECK_MIGRATIONS, MIGRATE, BACKUP, QUICKSTART),
      "What to do, one of init, build, describe, check-migrations, migrate, backup and quickstart;"
          + " no default, for example `build`."),
  OPERATION(
      InputType.OPERATION,
      Set.of(BACKUP),
      "What to do with backups, one of create, verify, restore, prune and list; no default, for"
          + " example `create`."),
  CONFIG(
      InputType.PATH,
      "ignition.yml",
      Set.of(BUILD, DESCRIBE, CHECK_MIGRATIONS, MIGRATE, BACKUP),
      "Path of the configuration file, which must exist when it is named; default `ignition.yml`, for"
          + " example `deploy/ignition.yml`."),
  DRY_RUN(
      InputType.BOOLEAN,
      "false",
      Set.of(INIT, BUILD, MIGRATE, BACKUP),
      "Whether to print the plan and change nothing; default `false`, for example `true`."),
  SHA(
      InputType.COMMIT_SHA,
      Set.of(BUILD, DESCRIBE, MIGRATE, BACKUP),
      "Full SHA of the commit, 40 lower-case hex digits; default the commit of the event or of the"
          + " checkout, for example `github.event.pull_request.head.sha`."),
  ARCHIVE(
      InputType.PATH,
      Set.of(BUILD),
      "Path of the image to push, a docker-save tar, an OCI layout tar or its folder; default"
          + " `image.archive` of the configuration, for example `image.tar`."),
  ALLOW_DIRTY(
      InputType.BOOLEAN,
      "false",
      Set.of(BUILD, DESCRIBE),
      "Whether uncommitted changes are accepted, and recorded; default `false`, for example"
          + " `true`."),
  REGISTRY(
      InputType.REGISTRY,
      Set.of(BUILD),
      "Set to `embedded` to push into an OCI layout on this machine; default the registry in the"
          + " image's name, for example `embedded:build/registry` to choose the folder."),
  REGISTRY_USER(
      InputType.TEXT,
      Set.of(BUILD),
      "User at the registry, given together with `registry-password`; default the login in the"
          + " docker configuration, for example `github.actor`."),
  REGISTRY_PASSWORD(
      InputType.SECRET,
      Set.of(BUILD),
      "Password or token at the registry; default the login in the docker configuration, for"
          + " example `secrets.GITHUB_TOKEN` of a job with `packages: write`."),
  CA_CERTIFICATE(
      InputType.PATH,
      Set.of(BUILD, CHECK_MIGRATIONS),
      "Path of a PEM file with certificates to trust besides the usual ones, of a registry or a"
          + " GitHub Enterprise Server; default none, for example `certificates/company.pem`."),
  METADATA_FILE(
      InputType.PATH,
      Set.of(BUILD, MIGRATE),
      "Path of the build metadata, JSON, which `build` writes and `migrate` reads where it is there;"
          + " default `.ignition/build-metadata.json`, for example `build-metadata.json`."),
  MIGRATIONS(
      InputType.PATH,
      Set.of(CHECK_MIGRATIONS, MIGRATE),
      "Path of the folder of migrations; default `migrations.directory` of the configuration, else"
          + " the one folder that looks like it, for example `db/migrations`."),
  LAYOUT(
      InputType.LAYOUT,
      Set.of(CHECK_MIGRATIONS),
      "How the files are named, one of auto, seed, golang-migrate, sqlx, flyway, dbmate, goose and"
          + " diesel; default `migrations.layout` of the configuration, else `auto`, for example"
          + " `flyway`."),
  ALL(
      InputType.BOOLEAN,
      "false",
      Set.of(CHECK_MIGRATIONS),
      "Whether to rehearse the whole history and not only what is new since the base; default"
          + " `false`, for example `true`."),
  BASE(
      InputType.TEXT,
      Set.of(CHECK_MIGRATIONS),
      "Commit, branch or tag that holds the merged migrations; default the base of the pull request"
          + " or what the push found, for example `origin/main`."),
  DATABASE(
      InputType.DATABASE,
      Set.of(CHECK_MIGRATIONS),
      "What the migrations are written for, postgresql or sqlite; default `migrations.database` of"
          + " the configuration, else `postgresql`, for example `sqlite`."),
  DATABASE_VERSION(
      InputType.TEXT,
      Set.of(CHECK_MIGRATIONS),
      "Major version of the embedded PostgreSQL, 17 or 18; default `migrations.database-version` of"
          + " the configuration, else `17`, for example `18`."),
  SHADOW_URL(
      InputType.SECRET,
      Set.of(CHECK_MIGRATIONS),
      "URL of a PostgreSQL to rehearse on instead, in databases of its own, for schemas that need"
          + " extensions such as PostGIS; default the embedded one, for example"
          + " `postgresql://postgres:postgres@postgres:5432/postgres`."),
  POLICY(
      InputType.POLICY,
      Set.of(CHECK_MIGRATIONS),
      "How much hazards weigh, zero-downtime or relaxed; default `migrations.policy` of the"
          + " configuration, else `zero-downtime`, for example `relaxed`."),
  REPORT_FILE(
      InputType.PATH,
      Set.of(BUILD, CHECK_MIGRATIONS, MIGRATE),
      "Path of the report on migrations, JSON, which `check-migrations` writes and others read where"
          + " it is there; default `.ignition/migration-report.json`, for example"
          + " `migration-report.json`."),
  SARIF_FILE(
      InputType.PATH,
      Set.of(CHECK_MIGRATIONS),
      "Path where the findings are written as SARIF for code scanning; default none, for example"
          + " `migrations.sarif`."),
  ENVIRONMENT(
      InputType.TEXT,
      Set.of(MIGRATE, BACKUP),
      "Which of the configuration's environments it is about; default its only one, else none, for"
          + " example `production`."),
  DATABASE_URL(
      InputType.SECRET,
      Set.of(MIGRATE, BACKUP),
      "URL of the database, without user and password; no default, for example"
          + " `postgresql://db.example:5432/shop?sslmode=verify-full` or `sqlite:///data/shop.db`."),
  DATABASE_USER(
      InputType.TEXT,
      Set.of(MIGRATE, BACKUP),
      "Role that owns the schema; default the one in the URL where that is allowed, for example"
          + " `shop_owner`."),
  DATABASE_PASSWORD(
      InputType.SECRET,
      Set.of(MIGRATE, BACKUP),
      "Password of that role; default none, for example `secrets.DATABASE_PASSWORD`."),
  ALLOW_URL_USERINFO(
      InputType.BOOLEAN,
      "false",
      Set.of(MIGRATE, BACKUP),
      "Whether user and password may stand in `database-url`, from where they spread more easily;"
          + " default `false`, for example `true`."),
  SSH_KEY(
      InputType.SECRET,
      Set.of(MIGRATE, BACKUP),
      "Private key for the environment's host, where the database is reached through it; default"
          + " none, for example `secrets.DEPLOY_SSH_KEY`."),
  PHASE(
      InputType.PHASE,
      "expand",
      Set.of(MIGRATE),
      "Which migrations may be applied, expand (what the running version tolerates), contract (the"
          + " rest) or all (nothing runs now); default `expand`, for example `contract`."),
  DRAINED(
      InputType.BOOLEAN,
      "false",
      Set.of(MIGRATE),
      "Whether every version older than this release is gone, which `contract` asks for; default"
          + " `false`, for example `true`."),
  TO(
      InputType.TEXT,
      Set.of(MIGRATE),
      "Schema version to stop at, or to go back to with `allow-down`; default the newest, for"
          + " example `14`."),
  ALLOW_DOWN(
      InputType.BOOLEAN,
      "false",
      Set.of(MIGRATE),
      "Whether migrations may be undone to reach `to`; default `false`, for example `true`."),
  ALLOW_DATA_LOSS(
      InputType.BOOLEAN,
      "false",
      Set.of(MIGRATE, BACKUP),
      "Whether migrations may be undone where that loses rows or values, after a backup, or a"
          + " backup restored where the present state can't be backed up; default `false`, for"
          + " example `true`."),
  LOCK_TIMEOUT(
      InputType.DURATION,
      "5m",
      Set.of(MIGRATE, BACKUP),
      "How long to wait for another run on the same database; default `5m`, for example `30s`."),
  BASELINE(
      InputType.TEXT,
      Set.of(MIGRATE),
      "Newest version that the database has already, where nothing in it tells, or `none`;"
          + " default what is recognised, for example `14`."),
  REPAIR(
      InputType.REPAIR,
      Set.of(MIGRATE),
      "What holds of a migration that was left unfinished, after you looked, applied or undone; no"
          + " default, for example `undone`."),
  REHEARSE_ON_BACKUP(
      InputType.BOOLEAN,
      "false",
      Set.of(MIGRATE),
      "Whether pending migrations are first run on the data of the newest backup, on a server of"
          + " our own, and timed; default `false`, for example `true`."),
  FROM(
      InputType.FROM,
      Set.of(BACKUP),
      "Which backup to verify or restore, its name, `latest`, a time in RFC 3339 (the last before it)"
          + " or a release's SHA; default `latest` to verify, none to restore, for example"
          + " `2026-01-15T10:45:00Z`."),
  KIND(
      InputType.KIND,
      Set.of(BACKUP),
      "Why the backup is taken, pre-migration, daily, weekly or monthly, which says how long it is"
          + " kept; default what is due, for example `daily`."),
  VERIFY(
      InputType.PROOF,
      Set.of(BACKUP),
      "How far the backup is proved, list (it can be read) or restore (it was restored and compared);"
          + " default `list` to create and `restore` to verify, for example `restore`."),
  ALLOW_MISMATCH(
      InputType.BOOLEAN,
      "false",
      Set.of(BACKUP),
      "Whether a backup of another application, environment or database, or without a manifest, may"
          + " be restored; default `false`, for example `true`."),
  BACKUP_IDENTITY(
      InputType.SECRET,
      Set.of(BACKUP),
      "Key that opens encrypted backups, in age's form; default none, for example"
          + " `secrets.BACKUP_IDENTITY`."),
  STORAGE_ACCESS_KEY(
      InputType.SECRET,
      Set.of(MIGRATE, BACKUP),
      "Access key for the bucket of `backup.remote`, given together with `storage-secret-key`;"
          + " default `AWS_ACCESS_KEY_ID` of the environment, for example"
          + " `secrets.STORAGE_ACCESS_KEY`."),
  STORAGE_SECRET_KEY(
      InputType.SECRET,
      Set.of(MIGRATE, BACKUP),
      "Secret key of that access key; default `AWS_SECRET_ACCESS_KEY` of the environment, for example"
          + " `secrets.STORAGE_SECRET_KEY`."),
  METRICS_FILE(
      InputType.PATH,
      Set.of(BACKUP),
      "Path where time and size of the newest backups are written for Prometheus; default none, for"
          + " example `backup.prom`.");

  private final InputType type;
  private final String defaultValue;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of gives immutable sets.
  private final Set<CommandName> commands;

  private final String description;

  /** An input whose default depends on other things. */
  Input(InputType type, Set<CommandName> commands, String description) {
    this(type, "", commands, description);
  }

  Input(InputType type, String defaultValue, Set<CommandName> commands, String description) {
    this.type = type;
    this.defaultValue = defaultValue;
    this.commands = commands;
    this.description = description;
  }

  /** The name as users write it, such as {@code dry-run}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its text must look like. */
  public InputType type() {
    return type;
  }

  /** What stands for it when it is not given; empty when that depends on other things. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it is for, with default and example, one sentence. */
  public String description() {
    return description;
  }

  /** Whether nobody but the command may see its value. */
  public boolean isSecret() {
    return type == InputType.SECRET;
  }

  /** Whether {@code command} knows the input. */
  public boolean isUsedBy(CommandName command) {
    return commands.contains(command);
  }

  /** The inputs of {@code command}, in order, with the one that names it. */
  public static List<Input> of(CommandName command) {
    return Arrays.stream(values()).filter(input -> input.isUsedBy(command)).toList();
  }

  /** The input called {@code id}. */
  static Optional<Input> named(String id) {
    return Arrays.stream(values()).filter(input -> input.id().equals(id)).findFirst();
  }

  /** All names as users write them, in order. */
  static List<String> ids() {
    return Arrays.stream(values()).map(Input::id).toList();
  }
}
