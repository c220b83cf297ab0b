package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.ignition.database.Patience;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.FreePort;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening databases as users have them, and as they can't be had. */
class PostgresTargetIT {

  private static final Patience SOME = new Patience(Duration.ofSeconds(20), Duration.ofMillis(50));

  private static IgnitionException refused(org.junit.jupiter.api.function.Executable opening) {
    IgnitionException refused = assertThrows(IgnitionException.class, opening);
    assertFalse(refused.problem().toString().contains(TargetServer.PASSWORD));
    return refused;
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void readsWhatTheDatabaseIs(int major) throws Exception {
    TargetServer server = TargetServer.of(major);
    String shop = server.newShop();
    try (TargetDatabase database = server.open(shop)) {
      TargetFacts facts = database.facts();
      assertEquals("PostgreSQL", facts.product());
      assertEquals(major, facts.majorVersion());
      assertTrue(facts.version().startsWith(major + "."), facts::version);
      assertEquals(shop, facts.database());
      assertEquals(shop, facts.user());
      assertEquals("public", facts.schema());
      assertTrue(facts.sizeBytes() > 1_000_000, () -> "size " + facts.sizeBytes());
      assertEquals(shop + " at 127.0.0.1:" + server.port(), database.name());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void leavesSessionsAsTheRoleHasThem(int major) throws Exception {
    TargetServer server = TargetServer.of(major);
    String shop = server.newShop();
    server.admin(shop, "CREATE SCHEMA app AUTHORIZATION " + shop);
    server.admin("postgres", "ALTER ROLE " + shop + " SET search_path = app, public");
    server.admin("postgres", "ALTER ROLE " + shop + " SET statement_timeout = '5s'");
    server.admin("postgres", "ALTER ROLE " + shop + " SET idle_session_timeout = '5s'");
    server.admin("postgres", "ALTER ROLE " + shop + " SET transaction_timeout = '5s'");
    try (TargetDatabase database = server.open(shop);
        Connection session = database.connect("migrate")) {
      assertEquals("app", database.facts().schema());
      assertEquals("app, public", TargetServer.ask(session, "SHOW search_path").orElseThrow());
      assertEquals("0", TargetServer.ask(session, "SHOW statement_timeout").orElseThrow());
      assertEquals("0", TargetServer.ask(session, "SHOW idle_session_timeout").orElseThrow());
      assertEquals("0", TargetServer.ask(session, "SHOW transaction_timeout").orElseThrow());
      assertEquals("30", TargetServer.ask(session, "SHOW tcp_keepalives_idle").orElseThrow());
      assertEquals("UTF8", TargetServer.ask(session, "SHOW client_encoding").orElseThrow());
      assertEquals(
          "ignition-release migrate",
          TargetServer.ask(session, "SHOW application_name").orElseThrow());
      assertTrue(session.getAutoCommit());
    }
  }

  /** As the kernel has it: timer 2 is the one of keepalive, here due within eleven minutes. */
  @Test
  void asksWhetherASilentServerIsStillThere() throws Exception {
    TargetServer server = TargetServer.of(17);
    try (TargetDatabase database = server.open(server.newShop());
        Connection session = database.connect("migrate")) {
      int port =
          Integer.parseInt(TargetServer.ask(session, "SELECT inet_client_port()").orElseThrow());
      Pattern watched =
          Pattern.compile(
              "[0-9A-F]+:%04X [0-9A-F]+:%04X 01 \\S+ 02:0000[0-9A-F]{4} "
                  .formatted(port, server.port()));
      Eventually.await(() -> watched.matcher(sockets()).find());
    }
  }

  @Test
  void isNoticedByTheServerWhenItGoesInTheMidstOfAStatement() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    String running =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND usename = '"
            + shop
            + "'";
    try (TcpDoor door = TcpDoor.to(server.port());
        TargetDatabase database =
            PostgresTarget.open(
                TargetServer.url(door.port(), shop, ""),
                TargetServer.login(shop),
                TargetServer.ONCE);
        Connection session = database.connect("migrate")) {
      FutureTask<SQLException> statement =
          new FutureTask<>(() ->
              assertThrows(
                  SQLException.class, () -> TargetServer.ask(session, "SELECT pg_sleep(600)")));
      Thread.ofPlatform().start(statement);
      Eventually.await(() -> server.ask("postgres", running).equals(Optional.of("1")));
      door.cut();
      statement.get();
      Eventually.await(() -> server.ask("postgres", running).equals(Optional.of("0")));
    }
  }

  private static String sockets() throws IOException {
    return Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6"));
  }

  @Test
  void sendsTextsAsTheyAre() throws Exception {
    TargetServer server = TargetServer.of(17);
    try (TargetDatabase database = server.open(server.newShop());
        Connection session = database.connect("migrate");
        Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("CREATE TABLE a (b int); CREATE TABLE c (d jsonb); SELECT '{\"?\": 1}'");
      SQLException failure =
          assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM nowhere"));
      assertEquals("42P01", database.explain(failure).sqlState());
      assertEquals(15, database.explain(failure).position());
    }
  }

  /** Connecting takes three (hello, and two of SCRAM), what is asked one. */
  @Test
  void takesOneRoundTripMoreThanTheLogin() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TcpDoor door = TcpDoor.to(server.port());
        TargetDatabase _ =
            PostgresTarget.open(
                TargetServer.url(door.port(), shop, "?sslmode=disable"),
                TargetServer.login(shop),
                TargetServer.ONCE)) {
      assertEquals(4, door.roundTrips());
      assertEquals(1, door.connections());
    }
  }

  @Test
  void takesOneRoundTripForTheLock() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TcpDoor door = TcpDoor.to(server.port());
        TargetDatabase database =
            PostgresTarget.open(
                TargetServer.url(door.port(), shop, "?sslmode=disable"),
                TargetServer.login(shop),
                TargetServer.ONCE);
        var lock = database.lock(new TargetServer.Told().request(Duration.ZERO, "ann"))) {
      assertEquals(5, door.roundTrips());
      lock.require();
      assertEquals(6, door.roundTrips());
      assertEquals(1, door.connections());
    }
  }

  @Test
  void saysThatThePasswordIsWrongAndDoesNotTryAgain() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TcpDoor door = TcpDoor.to(server.port())) {
      IgnitionException refused =
          refused(() ->
              PostgresTarget.open(
                  TargetServer.url(door.port(), shop, "?sslmode=disable"),
                  DatabaseLogin.of(shop, "wr0ng"),
                  Patience.usual()));
      assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code());
      assertTrue(refused.problem().advice().contains("`database-password`"));
      assertFalse(refused.problem().toString().contains("wr0ng"));
      assertEquals(1, door.connections());
    }
  }

  @Test
  void saysThatAPasswordIsWanted() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    IgnitionException refused =
        refused(() ->
            PostgresTarget.open(server.url(shop), DatabaseLogin.of(shop, ""), Patience.usual()));
    assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code(), refused::getMessage);
  }

  @Test
  void saysThatThereIsNoSuchDatabase() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    IgnitionException refused =
        refused(() ->
            PostgresTarget.open(server.url("sh%22op"), TargetServer.login(shop), Patience.usual()));
    assertEquals(ErrorCode.DATABASE_MISSING, refused.code());
    assertTrue(
        refused.problem().advice().contains("CREATE DATABASE \"sh\"\"op\" OWNER \"" + shop + "\""),
        () -> refused.problem().advice());
  }

  @Test
  void saysWhichGrantIsMissing() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    server.admin("postgres", "CREATE ROLE guest_of_" + shop + " LOGIN PASSWORD 's3cret p@ss'");
    IgnitionException refused =
        refused(() ->
            PostgresTarget.open(
                server.url(shop), TargetServer.login("guest_of_" + shop), TargetServer.ONCE));
    assertEquals(ErrorCode.DATABASE_FORBIDDEN, refused.code());
    String grant = "GRANT CREATE ON SCHEMA \"public\" TO \"guest_of_" + shop + "\";";
    assertTrue(refused.problem().advice().contains(grant), () -> refused.problem().advice());
    server.admin(shop, grant);
    PostgresTarget.open(server.url(shop), TargetServer.login("guest_of_" + shop), TargetServer.ONCE)
        .close();
  }

  @Test
  void saysThatNoSchemaIsThere() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    server.admin(shop, "DROP SCHEMA public");
    IgnitionException refused = refused(() -> server.open(shop));
    assertEquals(ErrorCode.DATABASE_FORBIDDEN, refused.code());
    assertTrue(refused.problem().what().contains("search_path"));
  }

  @Test
  void saysThatTheRoleOnlyReads() throws Exception {
    TargetServer server = TargetServer.of(18);
    String shop = server.newShop();
    server.admin("postgres", "ALTER ROLE " + shop + " SET default_transaction_read_only = on");
    IgnitionException refused = refused(() -> server.open(shop));
    assertEquals(ErrorCode.DATABASE_READ_ONLY, refused.code());
    assertTrue(refused.problem().advice().contains("ALTER ROLE \"" + shop + "\" SET"));
  }

  @Test
  void readsTheSizeWithoutRights() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    server.admin("postgres", "REVOKE ALL ON DATABASE " + shop + " FROM PUBLIC");
    try (TargetDatabase database = server.open(shop)) {
      assertTrue(database.facts().sizeBytes() > 0);
    }
  }

  private static byte[] error(String state, String message) {
    String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0";
    byte[] body = fields.getBytes(StandardCharsets.UTF_8);
    return java.nio.ByteBuffer.allocate(body.length + 5)
        .put((byte) 'E')
        .putInt(body.length + 4)
        .put(body)
        .array();
  }

  @Test
  void waitsForAServerThatStarts() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    try (TcpDoor door =
            TcpDoor.to(server.port())
                .answer(new byte[0])
                .answer(error("57P03", "the database system is starting up"))
                .answer(error("53300", "sorry, too many clients already"));
        TargetDatabase database =
            PostgresTarget.open(
                TargetServer.url(door.port(), shop, "?sslmode=disable"),
                TargetServer.login(shop),
                SOME)) {
      assertEquals(shop, database.facts().database());
      assertEquals(4, door.connections());
    }
  }

  @Test
  void waitsForAPortThatOpens() throws Exception {
    TargetServer server = TargetServer.of(17);
    String shop = server.newShop();
    int port = FreePort.any();
    FutureTask<TcpDoor> opening =
        new FutureTask<>(() -> {
          Thread.sleep(500);
          return TcpDoor.at(port, server.port());
        });
    Thread.ofVirtual().start(opening);
    PostgresTarget.open(TargetServer.url(port, shop, ""), TargetServer.login(shop), SOME).close();
    opening.get().close();
  }

  @Test
  void givesUpWhenNobodyComes() throws Exception {
    int port = FreePort.any();
    long start = System.nanoTime();
    IgnitionException refused =
        refused(() ->
            PostgresTarget.open(
                TargetServer.url(port, "shop", ""),
                TargetServer.login("shop"),
                new Patience(Duration.ofSeconds(2), Duration.ofMillis(100))));
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(900).toNanos());
  }

  @Test
  void doesNotWaitForANameThatNobodyKnows() throws Exception {
    var url =
        (org.ignition.database.target.PostgresUrl)
            org.ignition.database.target.DatabaseUrl.parse(
                "postgresql://no-such-host.invalid/shop", false);
    IgnitionException refused =
        refused(() ->
            PostgresTarget.open(
                url,
                TargetServer.login("shop"),
                new Patience(Duration.ofHours(1), Duration.ofHours(1))));
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
  }

  @Test
  void neutralisesWhatAServerSays() throws Exception {
    try (TcpDoor door =
        TcpDoor.to(1).answer(error("28000", "\u001b[31mred\n::error::no, \u202egnorw"))) {
      RemoteException refused =
          (RemoteException)
              refused(() ->
                  PostgresTarget.open(
                      TargetServer.url(door.port(), "shop", "?sslmode=disable"),
                      TargetServer.login("shop"),
                      TargetServer.ONCE));
      assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code());
      assertFalse(refused.problem().why().contains("\n"));
      assertFalse(refused.problem().why().contains("\u001b"));
      assertFalse(refused.problem().why().contains("\u202e"));
    }
  }
}
