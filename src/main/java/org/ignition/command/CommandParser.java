package org.ignition.command;

import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.history.Repair;
import org.ignition.migration.rule.Preset;
import org.ignition.plan.MigrateRequest;

/** Makes a {@link Command} of the texts that a user gave. Looks at nothing else. */
public final class CommandParser {

  /** The layout that stands for finding it out. */
  private static final String AUTO = "auto";

  private CommandParser() {}

  /**
   * The command that {@code raw} asks for.
   *
   * @param raw inputs by name; empty means not given
   * @throws InputException when an input is unknown, missing, misspelt or of no use to the command
   */
  public static Command parse(Map<String, String> raw) {
    InputValues values = InputValues.of(raw);
    return switch (values.command()) {
      case INIT -> new Command.Init(values.isTrue(Input.DRY_RUN));
      case BUILD -> build(values);
      case DESCRIBE -> describe(values);
      case CHECK_MIGRATIONS -> checkMigrations(values);
      case MIGRATE -> migrate(values);
      case BACKUP -> BackupParser.parse(values);
      case QUICKSTART -> new Command.Quickstart();
    };
  }

  private static Command build(InputValues values) {
    return new Command.Build(
        values.path(Input.CONFIG),
        values.isTrue(Input.DRY_RUN),
        values.sha(Input.SHA),
        values.path(Input.ARCHIVE),
        values.isTrue(Input.ALLOW_DIRTY),
        values.registry(Input.REGISTRY),
        login(values),
        values.path(Input.CA_CERTIFICATE),
        values.path(Input.METADATA_FILE),
        values.path(Input.REPORT_FILE));
  }

  private static Command describe(InputValues values) {
    return new Command.Describe(
        values.path(Input.CONFIG), values.sha(Input.SHA), values.isTrue(Input.ALLOW_DIRTY));
  }

  private static Command checkMigrations(InputValues values) {
    Command.CheckMigrations command =
        new Command.CheckMigrations(
            values.path(Input.CONFIG),
            values.path(Input.MIGRATIONS),
            layout(values),
            values.isTrue(Input.ALL),
            values.text(Input.BASE),
            values.choice(Input.DATABASE, DatabaseKind.values()),
            values.majorVersion(Input.DATABASE_VERSION),
            values.secret(Input.SHADOW_URL),
            values.choice(Input.POLICY, Preset.values()),
            values.path(Input.REPORT_FILE),
            values.path(Input.SARIF_FILE),
            values.path(Input.CA_CERTIFICATE));
    refuseTwoServers(command);
    return command;
  }

  private static Command migrate(InputValues values) {
    return new Command.Migrate(
        values.path(Input.CONFIG),
        values.isTrue(Input.DRY_RUN),
        values.sha(Input.SHA),
        values.path(Input.MIGRATIONS),
        values.text(Input.ENVIRONMENT),
        AccessParser.database(values),
        migrateRequest(values),
        values.duration(Input.LOCK_TIMEOUT),
        values.baseline(Input.BASELINE),
        values.path(Input.METADATA_FILE),
        values.path(Input.REPORT_FILE),
        AccessParser.storageKeys(values),
        values.isTrue(Input.REHEARSE_ON_BACKUP));
  }

  private static MigrateRequest migrateRequest(InputValues values) {
    refuseNowhereToGo(values);
    MigrationPhase phase =
        values.choice(Input.PHASE, MigrationPhase.values()).orElse(MigrationPhase.EXPAND);
    refuseDrainedExpansion(phase, values);
    return new MigrateRequest(
        phase,
        values.migrationVersion(Input.TO),
        values.isTrue(Input.DRAINED),
        values.isTrue(Input.ALLOW_DOWN),
        values.isTrue(Input.ALLOW_DATA_LOSS),
        values.choice(Input.REPAIR, Repair.values()));
  }

  /** An empty variable in a script must not turn the way back into the way on. */
  private static void refuseNowhereToGo(InputValues values) {
    if (values.isTrue(Input.ALLOW_DOWN) && values.text(Input.TO).isEmpty()) {
      throw InputProblems.of(
          ErrorCode.INPUT_MISSING,
          "Input `allow-down` is given without `to`",
          "Without a version to go back to, everything pending would be applied",
          "Give `to`, or remove `allow-down`");
    }
  }

  /** Whoever says it expects the rest to be applied. `all` implies it, so that it may be said. */
  private static void refuseDrainedExpansion(MigrationPhase phase, InputValues values) {
    if (phase == MigrationPhase.EXPAND && values.isTrue(Input.DRAINED)) {
      throw InputProblems.of(
          ErrorCode.INPUT_INVALID,
          "Input `drained` is given with `phase: expand`",
          "That phase applies only what older versions tolerate, whether they are gone or not",
          "Give `phase: contract`, or remove `drained`");
    }
  }

  private static Optional<Layout> layout(InputValues values) {
    return values.text(Input.LAYOUT).filter(AUTO::equals).isPresent()
        ? Optional.empty()
        : values.choice(Input.LAYOUT, Layout.values());
  }

  private static void refuseTwoServers(Command.CheckMigrations command) {
    if (command.shadowUrl().isPresent() && command.databaseVersion().isPresent()) {
      throw InputProblems.of(
          ErrorCode.INPUT_INVALID,
          "Input `database-version` is given together with `shadow-url`",
          "The server at the URL has the version that it has",
          "Remove one of the two");
    }
    if (command.shadowUrl().isPresent()
        && command.database().filter(kind -> kind == DatabaseKind.SQLITE).isPresent()) {
      throw InputProblems.of(
          ErrorCode.INPUT_INVALID,
          "Input `shadow-url` is given for `database: sqlite`",
          "SQLite is a library and needs no server",
          "Remove one of the two");
    }
  }

  private static Optional<Login> login(InputValues values) {
    Optional<String> user = values.text(Input.REGISTRY_USER);
    Optional<Secret> password = values.secret(Input.REGISTRY_PASSWORD);
    values.requireBoth(
        Input.REGISTRY_USER,
        Input.REGISTRY_PASSWORD,
        "Give both, or neither to use the docker configuration's login");
    return user.map(name -> new Login(withoutColon(name), password.orElseThrow()));
  }

  /** A colon ends the user in HTTP's basic authentication (RFC 7617). */
  private static String withoutColon(String user) {
    if (user.contains(":")) {
      throw InputProblems.invalid(Input.REGISTRY_USER, user, "must not hold a colon", "");
    }
    return user;
  }
}
