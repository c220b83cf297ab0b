package org.ignition.command;

import static org.ignition.command.CommandName.BUILD;
import static org.ignition.command.CommandName.CHECK_MIGRATIONS;
import static org.ignition.command.CommandName.DESCRIBE;
import static org.ignition.command.CommandName.INIT;
import static org.ignition.command.CommandName.MIGRATE;
import static org.ignition.command.CommandName.QUICKSTART;

import java.util.Set;

/** Everything that later steps get from a command, declared once. */
public enum Output {
  RESULT(
      "result",
      Set.of(INIT, BUILD, DESCRIBE, CHECK_MIGRATIONS, MIGRATE, CommandName.BACKUP, QUICKSTART),
      "How the command ended: done, unchanged, planned, passed, warned, refused, failed or"
          + " partial."),
  ERROR_CODE(
      "error-code",
      Set.of(INIT, BUILD, DESCRIBE, CHECK_MIGRATIONS, MIGRATE, CommandName.BACKUP, QUICKSTART),
      "The code of what failed, such as `IGN-REG-009`; empty when nothing did."),
  IMAGE(
      "image",
      Set.of(BUILD, QUICKSTART),
      "The image by name and digest, `name@sha256:…`, to deploy or pull."),
  DIGEST("digest", Set.of(BUILD, QUICKSTART), "The digest of the image, `sha256:…`."),
  TAGS(
      "tags",
      Set.of(BUILD, DESCRIBE, QUICKSTART),
      "The full names with tag, one a line, that of the full SHA first."),
  VERSION(
      "version",
      Set.of(BUILD, DESCRIBE, QUICKSTART),
      "The version embedded in the image, such as `v1.2.3`."),
  SHA("sha", Set.of(BUILD, DESCRIBE, QUICKSTART), "The full SHA of the commit."),
  SHORT_SHA("short-sha", Set.of(BUILD, DESCRIBE, QUICKSTART), "The first 12 digits of the SHA."),
  REPOSITORY_TYPE(
      "repository-type",
      Set.of(BUILD, DESCRIBE, QUICKSTART),
      "Where the image belongs: canonical or staging."),
  REUSED(
      "reused",
      Set.of(BUILD, QUICKSTART),
      "`true` when the commit had its image already, else `false`."),
  METADATA_FILE("metadata-file", Set.of(BUILD, QUICKSTART), "Path of the build metadata, JSON."),
  METADATA(
      "metadata",
      Set.of(BUILD, QUICKSTART),
      "The build metadata as one line of JSON; left out over 64 KiB."),
  LABELS("labels", Set.of(DESCRIBE), "The OCI labels, `key=value`, one a line."),
  ANNOTATIONS(
      "annotations", Set.of(DESCRIBE), "The OCI manifest annotations, `key=value`, one a line."),
  BUILD_ARGS("build-args", Set.of(DESCRIBE), "The build arguments, `KEY=value`, one a line."),
  CREATED("created", Set.of(DESCRIBE), "The time of the commit, RFC 3339 in UTC."),
  CLASSIFICATION(
      "classification",
      Set.of(CHECK_MIGRATIONS),
      "What the rehearsed migrations do to what was there: additive, transform, destructive or"
          + " unknown, the gravest; empty when none was rehearsed."),
  BACKWARD_COMPATIBLE(
      "backward-compatible",
      Set.of(CHECK_MIGRATIONS),
      "Whether the version that runs now tolerates all of them: yes, no or unknown; empty when none"
          + " was rehearsed."),
  ORDER(
      "order",
      Set.of(CHECK_MIGRATIONS),
      "When they go out: expand (before the image), contract (after every older version is gone),"
          + " split (both, in two releases) or unknown; empty when none was rehearsed."),
  ERRORS("errors", Set.of(CHECK_MIGRATIONS), "How many findings refuse the migrations."),
  WARNINGS("warnings", Set.of(CHECK_MIGRATIONS), "How many findings warn of them."),
  REPORT_FILE("report-file", Set.of(CHECK_MIGRATIONS), "Path of the report, JSON."),
  SARIF_FILE(
      "sarif-file",
      Set.of(CHECK_MIGRATIONS),
      "Path of the findings as SARIF, to upload; empty when none was asked for."),
  SCHEMA_VERSION(
      "schema-version",
      Set.of(MIGRATE, CommandName.BACKUP),
      "The highest applied version, as `SELECT MAX(version) FROM schema_migrations` gives it; empty"
          + " when nothing is applied."),
  APPLIED("applied", Set.of(MIGRATE), "The versions that this run applied, one a line."),
  UNDONE("undone", Set.of(MIGRATE), "The versions that this run undid, one a line."),
  PENDING(
      "pending", Set.of(MIGRATE), "The versions that wait for another phase or run, one a line."),
  BACKUP(
      "backup",
      Set.of(MIGRATE, CommandName.BACKUP),
      "The name of the backup that was taken, verified or restored; empty when there was none."),
  BACKUP_PLACES(
      "backup-places",
      Set.of(MIGRATE, CommandName.BACKUP),
      "Where that backup is, one place a line; in the workspace relative to it."),
  BACKUP_BEFORE(
      "backup-before",
      Set.of(CommandName.BACKUP),
      "The name of the backup that was taken before one was restored; empty when there was no need."),
  BACKUPS(
      "backups",
      Set.of(CommandName.BACKUP),
      "The backups that were listed, or removed by `prune`, as one line of JSON; left out over 64"
          + " KiB.");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of gives immutable sets.
  private final Set<CommandName> commands;

  private final String description;

  Output(String id, Set<CommandName> commands, String description) {
    this.id = id;
    this.commands = commands;
    this.description = description;
  }

  /** The name as users write it. */
  public String id() {
    return id;
  }

  /** What it holds, one sentence. */
  public String description() {
    return description;
  }

  /** Whether {@code command} gives it. */
  public boolean isGivenBy(CommandName command) {
    return commands.contains(command);
  }
}
