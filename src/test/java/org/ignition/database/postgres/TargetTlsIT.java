package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.ignition.database.TargetDatabase;
import org.ignition.database.Tunnel;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with a certificate of its own, for {@code localhost} and {@code db.internal}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetTlsIT {

  private static final String CERTIFICATE =
      "COPY (SELECT 1) TO PROGRAM 'umask 077 && openssl req -x509 -nodes -days 2 -newkey rsa:2048"
          + " -subj /CN=localhost -addext subjectAltName=DNS:localhost,DNS:db.internal -keyout"
          + " server.key -out server.crt 2>/dev/null'";

  private TargetServer server;
  private String shop;
  private Path root;
  private Path otherRoot;

  @BeforeAll
  void startServer(@TempDir Path folder) throws Exception {
    server = TargetServer.of(EmbeddedPostgres.start(17, Postgres.folders(), new SecureRandom()));
    shop = server.newShop();
    server.admin("postgres", CERTIFICATE);
    root = folder.resolve("root.crt");
    Files.writeString(root, read());
    server.admin("postgres", CERTIFICATE);
    otherRoot = folder.resolve("other.crt");
    Files.writeString(otherRoot, Files.readString(root));
    Files.writeString(root, read());
    setTls("on");
  }

  private String read() throws SQLException {
    return server.ask("postgres", "SELECT pg_catalog.pg_read_file('server.crt')").orElseThrow();
  }

  private void setTls(String how) throws Exception {
    server.admin("postgres", "ALTER SYSTEM SET ssl = " + how);
    server.admin("postgres", "SELECT pg_catalog.pg_reload_conf()");
    Eventually.await(() -> server.ask("postgres", "SHOW ssl").orElseThrow().equals(how));
  }

  @AfterAll
  void stop() {
    server.server().close();
  }

  private PostgresUrl url(String host, int port, String query) {
    return (PostgresUrl)
        DatabaseUrl.parse("postgresql://" + host + ":" + port + "/" + shop + "?" + query, false);
  }

  private TargetDatabase open(String host, String query) {
    String files = query.replace("ROOT", root.toString()).replace("OTHER", otherRoot.toString());
    return PostgresTarget.open(
        url(host, server.port(), files), TargetServer.login(shop), TargetServer.ONCE);
  }

  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()";

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, sslmode=disable, f",
    "127.0.0.1, sslmode=allow, f",
    "127.0.0.1, sslmode=prefer, t",
    "127.0.0.1, '', t",
    "127.0.0.1, sslmode=require, t",
    "127.0.0.1, sslmode=verify-ca&sslrootcert=ROOT, t",
    "localhost, sslmode=verify-full&sslrootcert=ROOT, t",
    "localhost, sslmode=require&sslrootcert=ROOT, t",
  })
  void encryptsAsTold(String host, String query, String encrypted) throws Exception {
    try (TargetDatabase database = open(host, query);
        Connection session = database.connect("test")) {
      assertEquals(encrypted, TargetServer.ask(session, ENCRYPTED).orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=verify-full&sslrootcert=ROOT",
        "sslmode=verify-ca&sslrootcert=OTHER",
        "sslmode=require&sslrootcert=OTHER",
        "sslmode=verify-ca&sslrootcert=/nowhere",
        "sslrootcert=system",
      })
  void refusesWhoCanNotProveWhoItIs(String query) {
    RemoteException refused =
        assertThrows(RemoteException.class, () -> open("127.0.0.1", query).close());
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code(), refused::getMessage);
    assertTrue(refused.problem().advice().contains("sslrootcert"), refused::getMessage);
  }

  @Test
  void saysThatTheServerOffersNone() throws Exception {
    setTls("off");
    try {
      RemoteException refused =
          assertThrows(RemoteException.class, () -> open("127.0.0.1", "sslmode=require").close());
      assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
      assertTrue(refused.problem().advice().contains("sslmode=disable"), refused::getMessage);
    } finally {
      setTls("on");
    }
  }

  /** Its name is not looked up here, as only the tunnel's far end knows it. */
  @Test
  void knowsTheServerByItsOwnNameThroughATunnel() throws Exception {
    Tunnel tunnel = new ShortTunnel(server.port());
    try (TargetDatabase database =
        PostgresTarget.open(
            url("db.internal", 5432, "sslmode=verify-full&sslrootcert=" + root),
            TargetServer.login(shop),
            tunnel,
            TargetServer.ONCE)) {
      assertEquals(shop + " at db.internal:5432 through a test", database.name());
    }
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () ->
                PostgresTarget.open(
                    url("other.internal", 5432, "sslmode=verify-full&sslrootcert=" + root),
                    TargetServer.login(shop),
                    tunnel,
                    TargetServer.ONCE));
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
  }

  private record ShortTunnel(int port) implements Tunnel {
    @Override
    public String through() {
      return "a test";
    }

    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
