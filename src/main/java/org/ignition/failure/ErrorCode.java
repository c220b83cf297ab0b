package org.ignition.failure;

/**
 * Every way a command can fail, as a stable code that users may match on.
 *
 * <p>A code is never reused or renumbered. Each has a heading of the same text in {@code
 * docs/errors.md}, held there by a test.
 */
public enum ErrorCode {
  INPUT_UNKNOWN("IGN-INP-001", "Unknown input"),
  INPUT_INVALID("IGN-INP-002", "Invalid input value"),
  INPUT_MISSING("IGN-INP-003", "Missing input"),
  COMMAND_UNKNOWN("IGN-INP-004", "Unknown command"),

  CONFIG_NOT_FOUND("IGN-CFG-001", "Configuration file not found or empty"),
  CONFIG_SYNTAX("IGN-CFG-002", "Configuration is not valid YAML"),
  CONFIG_UNKNOWN_KEY("IGN-CFG-003", "Unknown configuration key"),
  CONFIG_INVALID_VALUE("IGN-CFG-004", "Invalid configuration value"),

  SOURCE_NOT_A_REPOSITORY("IGN-SRC-001", "No git repository and no commit given"),
  SOURCE_DIRTY("IGN-SRC-002", "Uncommitted changes"),
  SOURCE_SHA_INVALID("IGN-SRC-003", "Invalid commit SHA"),
  SOURCE_EVENT_INVALID("IGN-SRC-004", "Unreadable event payload"),
  SOURCE_BRANCH_UNKNOWN("IGN-SRC-005", "Cannot tell whether the commit is on a release branch"),
  SOURCE_NOT_ON_RELEASE_BRANCH("IGN-SRC-006", "Commit is not on a release branch"),

  VERSION_INVALID("IGN-VER-001", "Invalid release version"),
  VERSION_DISAGREES("IGN-VER-002", "Version sources disagree"),
  VERSION_SOURCE_UNREADABLE("IGN-VER-003", "Version source cannot be read"),
  VERSION_FILE_DISAGREES("IGN-VER-004", "VERSION file in the image disagrees"),
  IDENTITY_LABEL_DISAGREES("IGN-VER-005", "Image labels disagree with the commit"),

  IMAGE_NAME_INVALID("IGN-IMG-001", "Invalid image name, tag or digest"),
  BUILD_FILE_INVALID("IGN-IMG-002", "Invalid build file"),
  BUILD_FILE_NOT_FOUND("IGN-IMG-003", "Neither build file nor archive found"),
  LAYER_SOURCE_INVALID("IGN-IMG-004", "A file named in the build file is missing or out of bounds"),
  BASE_IMAGE_UNAVAILABLE("IGN-IMG-005", "Base image cannot be read"),
  ASSEMBLY_FAILED("IGN-IMG-006", "Image could not be assembled"),
  ARCHIVE_UNREADABLE("IGN-IMG-007", "Archive is unreadable"),
  ARCHIVE_UNSAFE("IGN-IMG-008", "Archive is unsafe"),
  ARCHIVE_CORRUPT("IGN-IMG-009", "Archive content does not match its digest"),
  PLATFORM_MISSING("IGN-IMG-010", "Configured platform is not in the image"),
  SECRET_IN_IMAGE("IGN-IMG-011", "Image holds what looks like a secret"),

  REGISTRY_UNREACHABLE("IGN-REG-001", "Registry unreachable"),
  REGISTRY_CERTIFICATE("IGN-REG-002", "Registry certificate not trusted"),
  REGISTRY_UNAUTHORIZED("IGN-REG-003", "Registry login failed"),
  REGISTRY_FORBIDDEN("IGN-REG-004", "No permission at the registry"),
  REGISTRY_NOT_FOUND("IGN-REG-005", "Not found at the registry"),
  REGISTRY_UNAVAILABLE("IGN-REG-006", "Registry failed or is overloaded"),
  REGISTRY_REJECTED("IGN-REG-007", "Registry rejected the request"),
  REGISTRY_PROTOCOL("IGN-REG-008", "Registry broke the distribution protocol"),
  DIGEST_MISMATCH("IGN-REG-009", "Digest differs before and after the push"),
  TAG_BOUND_ELSEWHERE("IGN-REG-010", "Tag is bound to another digest"),
  TAG_NOT_OURS("IGN-REG-011", "Tag holds an image without our build metadata"),
  TAG_MOVED("IGN-REG-012", "Tag moved while it was being bound"),
  CREDENTIALS_UNREADABLE("IGN-REG-013", "Registry credentials cannot be read"),
  REGISTRY_ADDRESS_IN_USE("IGN-REG-014", "Embedded registry cannot listen"),

  DATABASE_UNREACHABLE("IGN-SQL-001", "Database unreachable"),
  DATABASE_URL_INVALID("IGN-SQL-002", "Invalid database URL"),
  DATABASE_LOGIN_FAILED("IGN-SQL-003", "Database login failed"),
  DATABASE_FORBIDDEN("IGN-SQL-004", "No permission at the database server"),
  DATABASE_VERSION_UNSUPPORTED("IGN-SQL-005", "PostgreSQL version not supported"),
  DATABASE_SERVER_UNUSABLE("IGN-SQL-006", "Embedded PostgreSQL cannot run here"),
  DATABASE_START_FAILED("IGN-SQL-007", "Embedded PostgreSQL did not start"),
  DATABASE_REFUSED("IGN-SQL-008", "Database server refused a statement of ours"),
  DATABASE_READ_ONLY("IGN-SQL-009", "Database is read-only"),
  DATABASE_POOLED("IGN-SQL-010", "Connection pooler between us and the database"),
  DATABASE_MISSING("IGN-SQL-011", "Database does not exist"),
  DATABASE_LOCKED("IGN-SQL-012", "Another run holds the lock of the database"),
  DATABASE_LOST("IGN-SQL-013", "Connection to the database lost"),
  DATABASE_UNSOUND("IGN-SQL-014", "Database fails its integrity check"),

  SSH_UNREACHABLE("IGN-SSH-001", "Host unreachable over SSH"),
  SSH_HOST_KEY("IGN-SSH-002", "Host key unknown or changed"),
  SSH_LOGIN_FAILED("IGN-SSH-003", "SSH login failed"),
  SSH_KEY_INVALID("IGN-SSH-004", "SSH key cannot be read"),
  SSH_FORWARD_REFUSED("IGN-SSH-005", "Forwarding over SSH refused"),
  SSH_COMMAND_FAILED("IGN-SSH-006", "Command on the host failed"),

  MIGRATIONS_NOT_FOUND("IGN-MIG-001", "No migrations found"),
  MIGRATIONS_AMBIGUOUS("IGN-MIG-002", "Layout of the migrations is ambiguous"),
  MIGRATIONS_OF_ANOTHER_TOOL("IGN-MIG-003", "Migrations of another tool"),
  MIGRATION_UNREADABLE("IGN-MIG-004", "Migration file cannot be read"),
  MIGRATIONS_REFUSED("IGN-MIG-005", "Migrations refused"),
  HISTORY_UNRECOGNISED("IGN-MIG-006", "What was applied cannot be told"),
  HISTORY_DISAGREES("IGN-MIG-007", "Applied migrations and files disagree"),
  HISTORY_UNFINISHED("IGN-MIG-008", "A migration was left unfinished"),
  HISTORY_UNWRITABLE("IGN-MIG-009", "History cannot be recorded"),
  FIXTURES_REFUSED("IGN-MIG-010", "Fixtures refused by the database"),
  MIGRATION_FAILED("IGN-MIG-011", "Migration failed"),
  MIGRATION_BLOCKED("IGN-MIG-012", "Migration waits for a lock in vain"),
  PHASE_REFUSED("IGN-MIG-013", "Migration is not for this phase"),
  UNDO_REFUSED("IGN-MIG-014", "Undoing migrations is not allowed"),
  UNDO_IMPOSSIBLE("IGN-MIG-015", "Nothing undoes the migration"),
  DATA_LOSS_REFUSED("IGN-MIG-016", "Undoing would lose data"),
  ENGINE_FAILED("IGN-MIG-017", "Flyway failed"),
  SCHEMA_TARGET_UNKNOWN("IGN-MIG-018", "No migration has the wanted version"),

  BACKUP_CLIENT_UNUSABLE("IGN-BAK-001", "pg_dump is missing or too old"),
  BACKUP_FAILED("IGN-BAK-002", "Backup failed"),
  BACKUP_MANIFEST_INVALID("IGN-BAK-003", "Manifest of a backup is not valid"),
  BACKUP_NOT_FOUND("IGN-BAK-004", "Backup not found"),
  BACKUP_ALTERED("IGN-BAK-005", "Backup is not what its manifest says"),
  BACKUP_STORE_REFUSED("IGN-BAK-006", "Store of backups refuses"),
  BACKUP_STORE_UNREACHABLE("IGN-BAK-007", "Store of backups unreachable"),
  BACKUP_EPHEMERAL("IGN-BAK-008", "Backup would go with the runner"),
  BACKUP_MISMATCH("IGN-BAK-009", "Backup is of another database or application"),
  BACKUP_LOCKED("IGN-BAK-010", "Backup is encrypted, and its key is not at hand"),
  RESTORE_FAILED("IGN-BAK-011", "Restore failed"),
  RESTORED_DIFFERS("IGN-BAK-012", "Restored database differs from the backup"),
  BACKUP_KEY_INVALID("IGN-BAK-013", "Key for backups is not valid"),

  METADATA_INVALID("IGN-MET-001", "Build metadata is not valid"),
  MIGRATION_REPORT_INVALID("IGN-MET-002", "Migration report is not valid"),

  DISK_FULL("IGN-RUN-001", "No space left on disk"),
  FILE_UNWRITABLE("IGN-RUN-002", "File cannot be written"),
  CANCELLED("IGN-RUN-003", "Cancelled"),
  DEFECT("IGN-RUN-004", "Defect in ignition-release");

  private final String id;
  private final String title;

  ErrorCode(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The stable form, such as {@code IGN-REG-009}. */
  public String id() {
    return id;
  }

  /** A heading of a few words. */
  public String title() {
    return title;
  }

  @Override
  public String toString() {
    return id;
  }
}
