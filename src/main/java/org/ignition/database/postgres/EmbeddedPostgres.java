package org.ignition.database.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.ignition.database.ScratchServer;
import org.ignition.failure.RemoteException;

/**
 * A PostgreSQL of our own: it runs as nobody if we are root, listens on the loopback interface
 * only, lets in who knows a password made for this run, and ends with this process, however that
 * ends.
 */
public final class EmbeddedPostgres {

  /** The major versions there are binaries of, newest last. */
  public static final List<Integer> MAJOR_VERSIONS = List.of(17, 18);

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final int PORTS_TRIED = 10;
  private static final String HOME_DATABASE = "postgres";

  /** Not {@code postgres}, so that the owner can have that name. */
  private static final String ADMINISTRATOR = "administrator";

  /**
   * The name that most scripts take for granted, as in {@code OWNER TO postgres}; a superuser
   * nowhere but in name.
   */
  private static final String OWNER = "postgres";

  private final PostgresHome home;
  private final Path template;
  private final Path scratch;
  private final ServerAccount account;
  private final IntSupplier ports;
  private final RandomNames names;

  private EmbeddedPostgres(
      PostgresHome home,
      Path template,
      Path scratch,
      ServerAccount account,
      IntSupplier ports,
      RandomNames names) {
    this.home = home;
    this.template = template;
    this.scratch = scratch;
    this.account = account;
    this.ports = ports;
    this.names = names;
  }

  /**
   * Starts a server of {@code majorVersion}.
   *
   * @throws org.ignition.failure.InputException when there is no such version, or this machine
   *     can't run it
   * @throws RemoteException when it does not start
   */
  public static ScratchServer start(
      int majorVersion, PostgresFolders folders, SecureRandom random) {
    return start(majorVersion, folders, random, EmbeddedPostgres::freePort);
  }

  static ScratchServer start(
      int majorVersion, PostgresFolders folders, SecureRandom random, IntSupplier ports) {
    if (!MAJOR_VERSIONS.contains(majorVersion)) {
      throw StartProblem.unsupported(majorVersion, MAJOR_VERSIONS);
    }
    PostgresHome home =
        PostgresHome.find(folders.binaries(), majorVersion)
            .orElseThrow(() ->
                StartProblem.unusable(
                    "no PostgreSQL " + majorVersion + " in " + folders.binaries(),
                    "Use the container image, or build with Maven"));
    ServerAccount account = ServerAccount.choose();
    Path scratch = ScratchPlace.choose(folders.scratch(), account);
    Path template = new DataTemplates(folders.caches(), scratch, account).of(home);
    return new EmbeddedPostgres(
            home, template, scratch, account, ports, new RandomNames(random, Clock.systemUTC()))
        .start(majorVersion);
  }

  private ScratchServer start(int majorVersion) {
    Login administrator = new Login(ADMINISTRATOR, names.password());
    Login owner = new Login(OWNER, names.password());
    for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
      int port = ports.getAsInt();
      Optional<GuardedServer> started = start(port, administrator, owner);
      if (started.isPresent()) {
        GuardedServer server = started.get();
        Sessions sessions =
            new Sessions("127.0.0.1:" + port, administrator, owner, Map.of("sslmode", "disable"));
        Databases databases = new Databases(sessions, HOME_DATABASE, majorVersion, names);
        return new PostgresServer(
            majorVersion,
            true,
            sessions,
            databases,
            new EmbeddedHost(server, scratch, databases::endOwnerSessions));
      }
    }
    throw StartProblem.failed("No free port for a database server", List.of());
  }

  /** Empty when another program took the port in the meantime. */
  private Optional<GuardedServer> start(int port, Login administrator, Login owner) {
    GuardedServer server = launch(port, administrator, owner);
    ServerLog.Start start = await(server);
    if (start == ServerLog.Start.READY) {
      return Optional.of(server);
    }
    server.close();
    return switch (start) {
      case PORT_TAKEN -> Optional.empty();
      case SILENT ->
          throw StartProblem.failed(
              "PostgreSQL "
                  + home.version()
                  + " was not ready within "
                  + READY_WITHIN.toSeconds()
                  + " s",
              server.log().lastLines());
      case READY, ENDED ->
          throw StartProblem.failed(
              "PostgreSQL " + home.version() + " ended while it started", server.log().lastLines());
    };
  }

  private GuardedServer launch(int port, Login administrator, Login owner) {
    try {
      return GuardedServer.start(
          home,
          template,
          scratch,
          account,
          ServerSettings.arguments(port),
          List.of(
              "ALTER ROLE "
                  + ADMINISTRATOR
                  + " PASSWORD "
                  + Identifier.literal(administrator.password()),
              "CREATE ROLE "
                  + OWNER
                  + " LOGIN CREATEROLE PASSWORD "
                  + Identifier.literal(owner.password()),
              "REVOKE ALL ON DATABASE " + HOME_DATABASE + ", template1 FROM PUBLIC"));
    } catch (IOException e) {
      throw StartProblem.noShell(e);
    }
  }

  private static ServerLog.Start await(GuardedServer server) {
    try {
      return server.log().awaitStart(READY_WITHIN);
    } catch (InterruptedException e) {
      server.close();
      throw StartProblem.cancelled(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw StartProblem.unusable("no port can be listened on", "Allow sockets on 127.0.0.1");
    }
  }
}
