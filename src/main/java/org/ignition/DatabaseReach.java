package org.ignition;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.backup.Backups;
import org.ignition.backup.SqliteBackups;
import org.ignition.backup.UntrackedBackups;
import org.ignition.backup.postgres.DumpTarget;
import org.ignition.backup.postgres.PgClients;
import org.ignition.backup.postgres.PostgresBackups;
import org.ignition.backup.postgres.TlsSettings;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.EnvironmentSettings;
import org.ignition.config.HostAddress;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.database.Tunnel;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.database.target.SqliteUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.log.Log;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.ignition.migration.history.sqlite.SqliteHistory;
import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;

/** Reaches the database that a command is about, the way that its environment says. */
final class DatabaseReach {

  private final Command.DatabaseAccess access;
  private final EnvironmentSettings environment;
  private final Path backupFolder;
  private final Workspace workspace;
  private final Surroundings surroundings;
  private final Log log;

  /**
   * @param environment whose database it is
   * @param backupFolder where its backups go, as the configuration has it
   */
  DatabaseReach(
      Command.DatabaseAccess access,
      EnvironmentSettings environment,
      Path backupFolder,
      Workspace workspace,
      Surroundings surroundings,
      Log log) {
    this.access = access;
    this.environment = environment;
    this.backupFolder = workspace.resolve(backupFolder);
    this.workspace = workspace;
    this.surroundings = surroundings;
    this.log = log;
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
    Optional<Tunnel> tunnel = TargetDatabases.tunnel(url, route(), this::sshAccess);
    TargetDatabase database = TargetDatabases.open(url, login, tunnel, Patience.usual());
    return new ReachedDatabase(
        database,
        DatabaseKind.POSTGRESQL,
        new PostgresHistory(),
        new UntrackedBackups(backups(dumped(url, login, tunnel, database.facts()))));
  }

  private Route route() {
    return switch (environment.database().via()) {
      case DIRECT -> new Route.Direct();
      case SSH ->
          environment
              .database()
              .service()
              .<Route>map(service -> new Route.ComposeService(project(), service))
              .orElseGet(Route.Forwarded::new);
    };
  }

  private String project() {
    return environment
        .projectDirectory()
        .orElseThrow(() ->
            missing(
                "`project-directory` of the environment",
                "Its compose project is looked for there"));
  }

  private SshAccess sshAccess() {
    HostAddress host =
        environment
            .host()
            .orElseThrow(
                () -> missing("`host` of the environment", "The database is reached through it"));
    Secret key =
        access
            .sshKey()
            .orElseThrow(() -> missing("input `ssh-key`", "It lets us in at " + host.name()));
    return new SshAccess(
        new SshHost(host.user(), host.name(), host.port()),
        SshKey.parse(key.value()),
        knownHosts());
  }

  private KnownHosts knownHosts() {
    KnownHosts configured = new KnownHosts(String.join("\n", environment.hostKeys()));
    String home = surroundings.environment().getOrDefault("HOME", "");
    return home.isEmpty() ? configured : configured.and(KnownHosts.ofUser(Path.of(home)));
  }

  private static InputException missing(String what, String why) {
    return new InputException(
        Problem.of(
            ErrorCode.INPUT_MISSING,
            "There is no " + what + ", but its database is reached `via: ssh`",
            why,
            "Give it, or remove `via: ssh` from the configuration"));
  }

  // --- backups

  private Backups backups(DumpTarget target) {
    PgClients clients =
        Optional.ofNullable(surroundings.environment().get("PG_DUMP"))
            .filter(program -> !program.isBlank())
            .map(program -> PgClients.at(Path.of(program)))
            .orElseGet(
                () -> PgClients.installed(surroundings.environment().getOrDefault("PATH", "")));
    return new PostgresBackups(
        clients, target, backupFolder, surroundings.clock(), new BackupLog(log));
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
        new UntrackedBackups(new SqliteBackups(url.file(), backupFolder, surroundings.clock())));
  }
}
