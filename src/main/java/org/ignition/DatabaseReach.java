package org.ignition;

import java.util.Optional;
import org.ignition.backup.BackupSource;
import org.ignition.backup.postgres.DumpTarget;
import org.ignition.backup.postgres.PostgresSource;
import org.ignition.backup.postgres.TlsSettings;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.EnvironmentSettings;
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
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.ignition.migration.history.sqlite.SqliteHistory;

/** Reaches the database that a command is about, the way that its environment says. */
final class DatabaseReach {

  private static final String THROUGH = "its database is reached `via: ssh`";

  private final Command.DatabaseAccess access;
  private final EnvironmentSettings environment;
  private final Workspace workspace;
  private final Surroundings surroundings;

  /**
   * @param environment whose database it is
   */
  DatabaseReach(
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
   * @throws InputException when what was given can't be right
   * @throws org.ignition.failure.RemoteException when it can't be reached
   */
  ReachedDatabase open() {
    boolean userinfo = access.allowUrlUserinfo() || environment.database().allowUrlUserinfo();
    return switch (DatabaseUrl.parse(access.url().value(), userinfo)) {
      case PostgresUrl url -> postgres(url);
      case SqliteUrl url -> sqlite(url);
    };
  }

  // --- PostgreSQL

  private ReachedDatabase postgres(PostgresUrl url) {
    String password = access.password().map(Secret::value).orElse("");
    DatabaseLogin login = url.login(DatabaseLogin.of(access.user().orElse(""), password));
    Optional<Tunnel> tunnel = TargetDatabases.tunnel(url, route(), () -> host().access(THROUGH));
    TargetDatabase database = TargetDatabases.open(url, login, tunnel, Patience.usual());
    return new ReachedDatabase(
        database,
        DatabaseKind.POSTGRESQL,
        new PostgresHistory(),
        () -> source(dumped(url, login, tunnel, database.facts()), database),
        DatabaseReach::notYet);
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

  private BackupSource source(DumpTarget target, TargetDatabase database) {
    Dumps dumps = new Dumps(surroundings);
    return new PostgresSource(dumps.clients(), target, database, dumps.proof());
  }

  private static <T> T notYet() {
    throw new IllegalStateException("not yet");
  }

  private static DumpTarget dumped(
      PostgresUrl url, DatabaseLogin login, Optional<Tunnel> tunnel, TargetFacts facts) {
    return new DumpTarget(
        url.host().replaceAll("[\\[\\]]", ""), // libpq takes an address of IPv6 as it is
        tunnel.isPresent() ? "127.0.0.1" : "",
        tunnel.map(Tunnel::port).orElse(url.port()),
        url.database(),
        login.user(),
        login.password().orElse(""),
        new TlsSettings(
            url.properties().getOrDefault("sslmode", ""),
            url.properties().getOrDefault("sslrootcert", ""),
            "",
            ""),
        facts.majorVersion(),
        facts.version(),
        facts.sizeBytes());
  }

  // --- SQLite

  private ReachedDatabase sqlite(SqliteUrl given) {
    SqliteUrl url = given.in(workspace.root());
    return new ReachedDatabase(
        TargetDatabases.open(url, route()),
        DatabaseKind.SQLITE,
        new SqliteHistory(),
        DatabaseReach::notYet,
        DatabaseReach::notYet);
  }
}
