package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.ignition.database.TargetDatabase;
import org.ignition.database.Tunnel;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server with a certificate of its own, for {@code localhost} and {@code db.internal}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetTlsIT {

  private TlsServer tls;
  private TargetServer server;
  private String shop;

  @BeforeAll
  void startServer(@TempDir Path folder) throws Exception {
    tls = TlsServer.start(folder);
    server = tls.target();
    shop = server.newShop();
  }

  @AfterAll
  void stop() {
    tls.close();
  }

  private PostgresUrl url(String host, int port, String query) {
    return (PostgresUrl)
        DatabaseUrl.parse("postgresql://" + host + ":" + port + "/" + shop + "?" + query, false);
  }

  private TargetDatabase open(String host, String query) {
    return PostgresTarget.open(
        url(host, server.port(), tls.withFiles(query)),
        TargetServer.login(shop),
        TargetServer.ONCE);
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
  @CsvSource({
    "127.0.0.1, sslmode=verify-full&sslrootcert=ROOT, for another name",
    "localhost, sslmode=verify-full&sslrootcert=OTHER, not trusted",
    "127.0.0.1, sslmode=verify-ca&sslrootcert=OTHER, not trusted",
    "127.0.0.1, sslmode=require&sslrootcert=OTHER, not trusted",
    "localhost, sslrootcert=system, not trusted",
    "127.0.0.1, sslmode=verify-ca&sslrootcert=/nowhere, can't be read",
    "127.0.0.1, sslmode=verify-ca&sslrootcert=/etc/passwd, can't be read",
  })
  void refusesWhoCanNotProveWhoItIs(String host, String query, String why) {
    RemoteException refused = assertThrows(RemoteException.class, () -> open(host, query).close());
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code(), refused::getMessage);
    assertTrue(refused.problem().why().contains(why), refused::getMessage);
    assertTrue(refused.problem().advice().contains("sslrootcert"), refused::getMessage);
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    tls.show("expired");
    try {
      RemoteException refused =
          assertThrows(
              RemoteException.class,
              () -> open("localhost", "sslmode=verify-full&sslrootcert=ROOT").close());
      assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
      assertTrue(refused.problem().why().contains("has expired"), refused::getMessage);
      open("localhost", "sslmode=require").close();
    } finally {
      tls.show("server");
    }
  }

  @Test
  void saysThatTheServerOffersNone() throws Exception {
    tls.set("ssl", "off");
    try {
      RemoteException refused =
          assertThrows(RemoteException.class, () -> open("127.0.0.1", "sslmode=require").close());
      assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code());
      assertTrue(refused.problem().advice().contains("sslmode=disable"), refused::getMessage);
    } finally {
      tls.set("ssl", "on");
    }
  }

  /** Its name is not looked up here, as only the tunnel's far end knows it. */
  @Test
  void knowsTheServerByItsOwnNameThroughATunnel() throws Exception {
    Tunnel tunnel = new ShortTunnel(server.port());
    try (TargetDatabase database =
        PostgresTarget.open(
            url("db.internal", 5432, "sslmode=verify-full&sslrootcert=" + tls.root()),
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
                    url("other.internal", 5432, "sslmode=verify-full&sslrootcert=" + tls.root()),
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
