package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rehearsals on a server with TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowTlsIT {

  private TlsServer tls;

  @BeforeAll
  void startServer(@TempDir Path folder) throws Exception {
    tls = TlsServer.start(folder);
    tls.target().admin("postgres", "CREATE ROLE shadow SUPERUSER LOGIN PASSWORD 'hunter2'");
    tls.target().admin("postgres", "CREATE ROLE maker CREATEDB LOGIN PASSWORD 'hunter2'");
    tls.target().admin("postgres", "GRANT CONNECT ON DATABASE postgres TO maker");
  }

  @AfterAll
  void stop() {
    tls.close();
  }

  private ScratchServer open(String user, String host, String query) {
    String address = host + ":" + tls.target().port();
    return ShadowServer.open(
        "postgresql://" + user + ":hunter2@" + address + "/postgres?" + tls.withFiles(query),
        new SecureRandom());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shadow", "maker"})
  void encryptsEverySessionOfARehearsal(String user) throws Exception {
    try (ScratchServer server = open(user, "localhost", "sslmode=verify-full&sslrootcert=ROOT")) {
      String database = server.createDatabase();
      for (SessionRole role : SessionRole.values()) {
        try (Connection session = server.connect(database, role)) {
          assertEquals(
              "t",
              TargetServer.ask(session, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                  .orElseThrow());
        }
      }
    }
  }

  @Test
  void saysThatARoleMayNotConnect() throws Exception {
    tls.target().admin("postgres", "CREATE ROLE guest LOGIN PASSWORD 'hunter2'");
    RemoteException refused =
        assertThrows(
            RemoteException.class, () -> open("guest", "localhost", "sslmode=require").close());
    assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code(), refused::getMessage);
  }

  private RemoteException refused(String host, String query) {
    RemoteException refused =
        assertThrows(RemoteException.class, () -> open("shadow", host, query).close());
    assertEquals(ErrorCode.DATABASE_UNREACHABLE, refused.code(), refused::getMessage);
    assertFalse(refused.toString().contains("hunter2"), refused::toString);
    return refused;
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, sslmode=verify-full&sslrootcert=ROOT, for another name",
    "localhost, sslmode=verify-full&sslrootcert=OTHER, not trusted",
    "localhost, sslrootcert=system, not trusted",
    "localhost, sslmode=verify-full&sslrootcert=/nowhere, can't be read",
  })
  void refusesWhoCanNotProveWhoItIs(String host, String query, String why) {
    RemoteException refused = refused(host, query);
    assertTrue(refused.problem().why().contains(why), refused::getMessage);
    assertTrue(refused.problem().advice().contains("`shadow-url`"), refused::getMessage);
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    tls.show("expired");
    try {
      RemoteException refused = refused("localhost", "sslmode=verify-full&sslrootcert=ROOT");
      assertTrue(refused.problem().why().contains("has expired"), refused::getMessage);
    } finally {
      tls.show("server");
    }
  }

  @Test
  void saysThatTheServerOffersNone() throws Exception {
    tls.set("ssl", "off");
    try {
      RemoteException refused = refused("localhost", "sslmode=require");
      assertTrue(refused.problem().advice().contains("sslmode=disable"), refused::getMessage);
    } finally {
      tls.set("ssl", "on");
    }
  }
}
