package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.ignition.database.BlockerWatch;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.RawPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every PostgreSQL that is installed here, as it comes. */
class TargetVersionsIT {

  static Stream<Path> homes() {
    return RawPostgres.homes();
  }

  private static TargetDatabase open(int port) {
    return PostgresTarget.open(
        TargetServer.url(port, "postgres", ""),
        DatabaseLogin.of(RawPostgres.USER, ""),
        TargetServer.ONCE);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void opensLocksAndWatches(Path home) throws Exception {
    Path folder = RawPostgres.folder();
    RawPostgres.initialize(home, folder);
    TargetServer.Told told = new TargetServer.Told();
    try (RawPostgres server = RawPostgres.start(home, folder, "max_prepared_transactions=2");
        TargetDatabase database = open(server.port());
        HeldLock lock = database.lock(told.request(Duration.ZERO, "ann"));
        Connection session = database.connect("migrate");
        Connection other = database.connect("other");
        Statement migrate = session.createStatement();
        Statement forgetful = other.createStatement()) {
      assertEquals(
          home.getFileName().toString(), Integer.toString(database.facts().majorVersion()));
      assertEquals("t", TargetServer.ask(session, lock.proofQuery()).orElseThrow());
      lock.require();
      migrate.execute("CREATE TABLE t (a int)");
      forgetful.execute("BEGIN; LOCK TABLE t; PREPARE TRANSACTION 'forgotten'");
      try (BlockerWatch watch = database.watch(session);
          BlockedStatement _ =
              new BlockedStatement(
                  migrate,
                  "DROP TABLE t",
                  () -> forgetful.execute("ROLLBACK PREPARED 'forgotten'"))) {
        Eventually.await(() -> !watch.seen().isEmpty());
        assertEquals("prepared transaction", watch.seen().getFirst().state());
      }
      try (TargetDatabase second = open(server.port())) {
        assertThrows(
            RemoteException.class, () -> second.lock(told.request(Duration.ofMillis(50), "bob")));
        assertEquals("ann", told.holders.getFirst().actor());
      }
    }
  }

  @Test
  void refusesAStandby() throws Exception {
    Path home = Path.of("target/postgres/17").toAbsolutePath();
    Path folder = RawPostgres.folder();
    RawPostgres.initialize(home, folder);
    Files.createFile(folder.resolve("data/standby.signal"));
    try (RawPostgres server = RawPostgres.start(home, folder, "hot_standby=on")) {
      RemoteException refused =
          assertThrows(RemoteException.class, () -> open(server.port()).close());
      assertEquals(ErrorCode.DATABASE_READ_ONLY, refused.code());
      assertTrue(refused.problem().what().endsWith("is a standby"), refused.problem()::what);
    }
  }
}
