package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.FreePort;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else's server, which is one of ours with roles that it does not know as ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowServerIT {

  private ScratchServer server;
  private String port;

  @BeforeAll
  void makeRoles() throws Exception {
    server = EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom());
    port = administrator("SHOW port");
    for (String role : new String[] {"chief SUPERUSER", "maker CREATEDB", "guest NOCREATEDB"}) {
      try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
          Statement statement = session.createStatement()) {
        statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD 's3cret'");
        statement.execute("GRANT CONNECT ON DATABASE postgres TO " + role.split(" ", 2)[0]);
      }
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String administrator(String query) throws SQLException {
    return ask(server, "postgres", SessionRole.ADMINISTRATOR, query);
  }

  private static String ask(ScratchServer at, String database, SessionRole role, String query)
      throws SQLException {
    try (Connection session = at.connect(database, role);
        Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private String url(String user, String password) {
    return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/postgres";
  }

  private ScratchServer open(String user) {
    return ShadowServer.open(url(user, "s3cret"), new SecureRandom());
  }

  @Test
  void runsMigrationsAsARoleOfItsOwnWhereItMayMakeOne() throws Exception {
    String owner;
    try (ScratchServer shadow = open("chief")) {
      assertTrue(shadow.isPrivileged());
      assertEquals(17, shadow.majorVersion());
      owner = shadow.roleName(SessionRole.OWNER);
      String database = shadow.createDatabase();
      assertEquals(owner, ask(shadow, database, SessionRole.OWNER, "SELECT current_user"));
      assertEquals("off", ask(shadow, database, SessionRole.OWNER, "SHOW is_superuser"));
      assertEquals("on", ask(shadow, database, SessionRole.ADMINISTRATOR, "SHOW is_superuser"));
      try (Connection session = shadow.connect(database, SessionRole.OWNER);
          Statement statement = session.createStatement()) {
        statement.execute("CREATE ROLE made_by_a_migration");
        statement.execute("CREATE TABLE t (a int)");
        statement.execute("GRANT SELECT ON t TO made_by_a_migration");
      }
      assertNotEquals(database, shadow.cloneDatabase(database));
    }
    assertLeftNothing();
    assertEquals(
        "0", administrator("SELECT count(*) FROM pg_roles WHERE rolname = 'made_by_a_migration'"));
  }

  @Test
  void makesDoWithARoleThatMayMakeDatabases() throws Exception {
    try (ScratchServer shadow = open("maker")) {
      assertFalse(shadow.isPrivileged());
      String database = shadow.createDatabase();
      assertEquals("maker", ask(shadow, database, SessionRole.OWNER, "SELECT current_user"));
      shadow.cloneDatabase(database);
      shadow.dropDatabase("postgres"); // Not its own, so that it stays.
    }
    assertLeftNothing();
  }

  private void assertLeftNothing() throws SQLException {
    assertEquals(
        "0",
        administrator(
            "SELECT (SELECT count(*) FROM pg_database WHERE datname LIKE 'ignition\\_%')"
                + " + (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ignition\\_%')"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chief", "maker"})
  void namesWhatAKilledRunLeft(String user) throws Exception {
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    String left = new RandomNames(new SecureRandom(), () -> then).next();
    String used = new RandomNames(new SecureRandom(), () -> then).next();
    for (String name : List.of(left, used)) {
      administer("CREATE DATABASE " + name);
    }
    try (Connection _ = server.connect(used, SessionRole.ADMINISTRATOR)) {
      assertEquals(List.of(left), remnants(user, then.plus(Duration.ofHours(25))));
      assertEquals(List.of(), remnants(user, then.plus(Duration.ofHours(23))));
    } finally {
      for (String name : List.of(left, used)) {
        administer("DROP DATABASE " + name + " WITH (FORCE)");
      }
    }
  }

  private void administer(String statement) throws SQLException {
    try (Connection session = server.connect("postgres", SessionRole.ADMINISTRATOR);
        Statement administrator = session.createStatement()) {
      administrator.execute(statement);
    }
  }

  private List<String> remnants(String user, Instant now) {
    try (ScratchServer shadow =
        ShadowServer.open(url(user, "s3cret"), new SecureRandom(), () -> now)) {
      return shadow.remnants();
    }
  }

  @Test
  void saysWhichPermissionIsMissing() {
    RemoteException refused = assertThrows(RemoteException.class, () -> open("guest"));
    assertEquals(ErrorCode.DATABASE_FORBIDDEN, refused.code());
    assertTrue(refused.problem().advice().contains("ALTER ROLE \"guest\" CREATEDB;"));
  }

  @Test
  void showsNoPassword() {
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () -> ShadowServer.open(url("chief", "wr0ng"), new SecureRandom()));
    assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code());
    assertFalse(refused.problem().toString().contains("wr0ng"));
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    String url = "postgresql://ann:s3cret@127.0.0.1:" + FreePort.any() + "/shop";
    RemoteException refused =
        assertThrows(RemoteException.class, () -> ShadowServer.open(url, new SecureRandom()));
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
    assertFalse(refused.problem().toString().contains("s3cret"));
  }

  @Test
  void isCancelledWhileItWaitsForAnAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "postgresql://ann:s3cret@127.0.0.1:" + silent.getLocalPort() + "/shop";
      Thread.currentThread().interrupt();
      assertThrows(CancelledException.class, () -> ShadowServer.open(url, new SecureRandom()));
      assertTrue(Thread.interrupted());
    }
  }
}
