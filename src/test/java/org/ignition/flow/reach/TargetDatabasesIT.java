package org.ignition.flow.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.ignition.database.DatabaseUse;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.postgres.TargetServer;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.database.target.Route;
import org.ignition.database.target.SqliteUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.ssh.KnownHosts;
import org.ignition.ssh.SshHost;
import org.ignition.ssh.SshKey;
import org.ignition.testing.FreePort;
import org.ignition.testing.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Databases by every way that leads to one: a real sshd before a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetDatabasesIT {

  private static final Patience SOME = new Patience(Duration.ofSeconds(2), Duration.ofMillis(50));
  private Sshd sshd;
  private TargetServer server;
  private String shop;

  @BeforeAll
  void start() throws Exception {
    sshd = Sshd.start();
    server = TargetServer.of(17);
    shop = server.newShop();
  }

  @AfterAll
  void stop() {
    sshd.close();
  }

  private static SshAccess noSsh() {
    throw new AssertionError("not asked for");
  }

  private static SshAccess access(Sshd sshd) {
    try {
      return new SshAccess(
          SshHost.parse(sshd.host()), SshKey.parse(sshd.key()), new KnownHosts(sshd.knownHost()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private DatabaseUrl url(String host, int port) {
    return DatabaseUrl.parse("postgresql://" + host + ":" + port + "/" + shop, false);
  }

  private TargetDatabase open(DatabaseUrl url, Route route, Supplier<SshAccess> ssh) {
    return switch (url) {
      case PostgresUrl postgres ->
          open(postgres, DatabaseLogin.of(shop, TargetServer.PASSWORD), route, ssh, SOME);
      case SqliteUrl sqlite -> TargetDatabases.open(sqlite, route, DatabaseUse.CHANGE);
    };
  }

  private static TargetDatabase open(
      PostgresUrl url,
      DatabaseLogin given,
      Route route,
      Supplier<SshAccess> ssh,
      Patience patience) {
    DatabaseLogin login = url.login(given);
    return TargetDatabases.open(
        url, login, TargetDatabases.tunnel(url, route, ssh), DatabaseUse.CHANGE, patience);
  }

  private void assertWorks(TargetDatabase database) throws Exception {
    try (database;
        HeldLock lock = database.lock(new LockRequest(Duration.ofSeconds(20), "ann", "", _ -> {}));
        Connection session = database.connect("test");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(lock.proofQuery())) {
      row.next();
      assertTrue(row.getBoolean(1));
      lock.require();
    }
  }

  @Test
  void goesStraight() throws Exception {
    assertWorks(
        open(url("127.0.0.1", server.port()), new Route.Direct(), TargetDatabasesIT::noSsh));
  }

  @Test
  void goesThroughAHost() throws Exception {
    TargetDatabase database =
        open(url("127.0.0.1", server.port()), new Route.Forwarded(), () -> access(sshd));
    assertEquals(
        shop + " at 127.0.0.1:" + server.port() + " through " + access(sshd).host(),
        database.name());
    assertWorks(database);
  }

  @Test
  void goesToAServiceOfCompose() throws Exception {
    sshd.program(
        "docker",
        "case \"$1\" in ps) echo 0123 ;; inspect) echo 'shop_internal 127.0.0.1' ;; esac");
    assertWorks(
        open(
            url("db", server.port()),
            new Route.ComposeService("/opt/shop", "db"),
            () -> access(sshd)));
  }

  @Test
  void saysThatNobodyListensBehindTheHost() throws Exception {
    int port = FreePort.any();
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () -> open(url("127.0.0.1", port), new Route.Forwarded(), () -> access(sshd)));
    assertEquals(ErrorCode.SSH_FORWARD_REFUSED, refused.code());
    assertTrue(refused.problem().what().endsWith("nobody answers at 127.0.0.1:" + port));
  }

  @Test
  void saysAtOnceThatTheHostForwardsNothing() throws Exception {
    try (Sshd strict = Sshd.start("AllowTcpForwarding no")) {
      Patience hours = new Patience(Duration.ofHours(1), Duration.ofMillis(50));
      RemoteException refused =
          assertThrows(
              RemoteException.class,
              () ->
                  open(
                      (PostgresUrl) url("127.0.0.1", server.port()),
                      DatabaseLogin.of(shop, TargetServer.PASSWORD),
                      new Route.Forwarded(),
                      () -> access(strict),
                      hours));
      assertTrue(refused.problem().what().endsWith("forwards no connections"));
    }
  }

  @Test
  void losesTheLockWithTheWay() throws Exception {
    HeldLock lock;
    try (TargetDatabase database =
        open(url("127.0.0.1", server.port()), new Route.Forwarded(), () -> access(sshd))) {
      lock = database.lock(new LockRequest(Duration.ofSeconds(20), "ann", "", _ -> {}));
      lock.require();
    }
    RemoteException lost = assertThrows(RemoteException.class, lock::require);
    assertEquals(ErrorCode.DATABASE_LOST, lost.code());
    lock.close();
  }

  @Test
  void wantsAUser() {
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                open(
                    (PostgresUrl) url("127.0.0.1", server.port()),
                    DatabaseLogin.of("", TargetServer.PASSWORD),
                    new Route.Forwarded(),
                    TargetDatabasesIT::noSsh,
                    SOME));
    assertEquals(ErrorCode.INPUT_MISSING, refused.code());
  }

  @Test
  void opensFiles(@TempDir Path folder) throws Exception {
    DatabaseUrl url = DatabaseUrl.parse("sqlite:" + folder.resolve("shop.db"), false);
    try (TargetDatabase database = open(url, new Route.Direct(), TargetDatabasesIT::noSsh)) {
      assertEquals("SQLite", database.facts().product());
    }
    IgnitionException refused =
        assertThrows(
            IgnitionException.class,
            () -> open(url, new Route.Forwarded(), TargetDatabasesIT::noSsh).close());
    assertEquals(ErrorCode.CONFIG_INVALID_VALUE, refused.code());
  }
}
