package org.ignition.flow.quickstart;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.database.Patience;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.EmbeddedPostgres;
import org.ignition.database.postgres.PostgresFolders;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.Baseline;
import org.ignition.migration.live.VersionQuery;
import org.ignition.plan.BackupRequest;
import org.ignition.plan.MigrateRequest;

/** A server with the example's database, for as long as it is open. */
final class QuickstartDatabase implements AutoCloseable {

  private static final int MAJOR_VERSION = 17;

  private final ScratchServer server;
  private final String url;

  private QuickstartDatabase(ScratchServer server) {
    this.server = server;
    this.url = server.url(server.createDatabase(), SessionRole.OWNER);
  }

  /**
   * Starts the server.
   *
   * @throws org.ignition.failure.IgnitionException when none can run here
   */
  static QuickstartDatabase start(Map<String, String> environment) {
    return new QuickstartDatabase(
        EmbeddedPostgres.start(MAJOR_VERSION, PostgresFolders.of(environment), new SecureRandom()));
  }

  /** How it is reached, with its login. */
  String url() {
    return url;
  }

  /** Migrates it all the way up. */
  Command.Migrate up() {
    return migrate(Optional.empty(), false);
  }

  /** Takes it back to {@code version}. */
  Command.Migrate downTo(String version) {
    return migrate(Optional.of(MigrationVersion.of(version)), true);
  }

  private Command.Migrate migrate(Optional<MigrationVersion> to, boolean down) {
    return new Command.Migrate(
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        access(),
        new MigrateRequest(MigrationPhase.ALL, to, false, down, false, Optional.empty()),
        Duration.ofSeconds(10),
        Baseline.NOT_GIVEN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** What `backup` is asked for. */
  Command.Backup backup(BackupRequest request) {
    return new Command.Backup(
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(access()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request,
        Duration.ofSeconds(10),
        Optional.empty());
  }

  private Command.DatabaseAccess access() {
    return new Command.DatabaseAccess(
        new Secret(url), Optional.empty(), Optional.empty(), true, Optional.empty());
  }

  /** What the application sees. */
  Iterable<String> newestVersions() {
    PostgresUrl parsed = (PostgresUrl) DatabaseUrl.parse(url, true);
    DatabaseLogin login = parsed.login(DatabaseLogin.of("", ""));
    try (TargetDatabase database = PostgresTarget.open(parsed, login, Patience.usual())) {
      return VersionQuery.newest(database);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
