package org.ignition.flow.reach;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ignition.backup.postgres.DumpTarget;
import org.ignition.backup.postgres.Ownership;
import org.ignition.backup.postgres.PostgresRestoreTarget;
import org.ignition.backup.postgres.PostgresSource;
import org.ignition.backup.postgres.TlsSettings;
import org.ignition.backup.sqlite.SqliteRestoreTarget;
import org.ignition.backup.sqlite.SqliteSource;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.EnvironmentSettings;
import org.ignition.database.DatabaseUse;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.database.Tunnel;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.database.target.SqliteUrl;
import org.ignition.failure.InputException;
import org.ignition.flow.Surroundings;
import org.ignition.flow.Workspace;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.ignition.migration.history.sqlite.SqliteHistory;

/** Reaches the database that a command is about, the way that its environment says. */
public final class DatabaseReach {

  private static final String THROUGH = "its database is reached `via: ssh`";

  /** How long a restore waits for others to leave a table. */
  private static final Duration RESTORE_LOCK_TIMEOUT = Duration.ofSeconds(30);

  private final Command.DatabaseAccess access;
  private final EnvironmentSettings environment;
  private final Workspace workspace;
  private final Surroundings surroundings;

  /**
   * @param environment whose database it is
   */
  public DatabaseReach(
      Command.DatabaseAccess access,
      EnvironmentSettings environment,
      Workspace workspace,
      Surroundings surroundings) {
    this.access = access;
    this.environment = environment;
    this.workspace = workspace;
    this.surroundings = surroundings;
  }

  /**
   * Opens it and all that leads to it; closing it closes both.
   *
   * @param use what it is opened for
   * @throws InputException when what was given can't be right
   * @throws org.ignition.failure.RemoteException when it can't be reached
   */
  public ReachedDatabase open(DatabaseUse use) {
    boolean userinfo = access.allowUrlUserinfo() || environment.database().allowUrlUserinfo();
    return switch (DatabaseUrl.parse(access.url().value(), userinfo)) {
      case PostgresUrl url -> postgres(url, use);
      case SqliteUrl url -> sqlite(url, use);
    };
  }

  // --- PostgreSQL

  private ReachedDatabase postgres(PostgresUrl url, DatabaseUse use) {
    String password = access.password().map(Secret::value).orElse("");
    DatabaseLogin login = url.login(DatabaseLogin.of(access.user().orElse(""), password));
    Optional<Tunnel> tunnel = TargetDatabases.tunnel(url, route(), () -> host().access(THROUGH));
    Patience patience = surroundings.waiting().database();
    TargetDatabase database = TargetDatabases.open(url, login, tunnel, use, patience);
    DumpTarget dumped = dumped(url, login, tunnel, database.facts());
    Dumps dumps = new Dumps(surroundings);
    return new ReachedDatabase(
        database,
        DatabaseKind.POSTGRESQL,
        new PostgresHistory(),
        new PostgresSource(dumps.clients(), dumped, database, dumps.proof()),
        foreign ->
            new PostgresRestoreTarget(
                dumps.clients(),
                dumped,
                database,
                foreign ? Ownership.OURS : Ownership.KEPT,
                RESTORE_LOCK_TIMEOUT));
  }

  private Route route() {
    return switch (environment.database().via()) {
      case DIRECT -> new Route.Direct();
      case SSH ->
          environment
              .database()
              .service()
              .<Route>map(service -> new Route.ComposeService(host().project(THROUGH), service))
              .orElseGet(Route.Forwarded::new);
    };
  }

  private EnvironmentHost host() {
    return new EnvironmentHost(environment, access.sshKey(), surroundings);
  }

  // --- backups

  private static DumpTarget dumped(
      PostgresUrl url, DatabaseLogin login, Optional<Tunnel> tunnel, TargetFacts facts) {
    return new DumpTarget(
        url.host().replaceAll("[\\[\\]]", ""), // libpq takes an address of IPv6 as it is
        tunnel.isPresent() ? "127.0.0.1" : "",
        tunnel.map(Tunnel::port).orElse(url.port()),
        url.database(),
        login.user(),
        login.password().orElse(""),
        tls(url.properties()),
        facts.majorVersion(),
        facts.version(),
        facts.sizeBytes());
  }

  /** What our own sessions ask for holds for what programs send, too. */
  private static TlsSettings tls(Map<String, String> properties) {
    return new TlsSettings(
        properties.getOrDefault("sslmode", ""),
        properties.getOrDefault("sslrootcert", ""),
        properties.getOrDefault("channelBinding", ""),
        properties.getOrDefault("gssEncMode", ""));
  }

  // --- SQLite

  private ReachedDatabase sqlite(SqliteUrl given, DatabaseUse use) {
    SqliteUrl url = given.in(workspace.root());
    TargetDatabase database = TargetDatabases.open(url, route(), use);
    return new ReachedDatabase(
        database,
        DatabaseKind.SQLITE,
        new SqliteHistory(),
        new SqliteSource(Path.of(database.name())),
        _ -> new SqliteRestoreTarget(Path.of(database.name())));
  }
}
