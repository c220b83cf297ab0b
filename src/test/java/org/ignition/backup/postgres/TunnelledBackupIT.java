package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.database.TargetDatabase;
import org.ignition.database.Tunnel;
import org.ignition.database.postgres.PostgresTarget;
import org.ignition.database.postgres.TargetServer;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Eventually;
import org.ignition.testing.TcpDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database behind a forwarding, which may end at any moment. */
class TunnelledBackupIT {

  @TempDir Path folder;

  /** The near end of a forwarding. */
  private record Near(TcpDoor door) implements Tunnel {

    @Override
    public int port() {
      return door.port();
    }

    @Override
    public String through() {
      return "a host";
    }

    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.empty();
    }

    @Override
    public void close() {
      door.close();
    }
  }

  private static TargetDatabase open(Shop shop, TcpDoor door) {
    PostgresUrl url =
        (PostgresUrl) DatabaseUrl.parse("postgresql://db.example:5432/" + shop.name(), false);
    return PostgresTarget.open(
        url,
        DatabaseLogin.of(shop.name(), TargetServer.PASSWORD),
        new Near(door),
        TargetServer.ONCE);
  }

  private static DumpTarget target(Shop shop, TcpDoor door) {
    DumpTarget direct = shop.target();
    return new DumpTarget(
        "db.example",
        "127.0.0.1",
        door.port(),
        direct.database(),
        direct.user(),
        direct.password(),
        direct.tls(),
        direct.serverMajor(),
        direct.serverVersion(),
        direct.sizeBytes());
  }

  private static PostgresSource source(Shop shop, TcpDoor door, TargetDatabase database) {
    return new PostgresSource(Shop.clients(), target(shop, door), database, Shop.proof());
  }

  private static PostgresRestoreTarget restored(Shop shop, TcpDoor door, TargetDatabase database) {
    return new PostgresRestoreTarget(
        Shop.clients(), target(shop, door), database, Ownership.KEPT, Duration.ofSeconds(20));
  }

  private static boolean is(Shop shop, String condition) throws SQLException {
    return !shop.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                + condition)
        .equals("0");
  }

  @Test
  void dumpsProvesAndRestores() throws Exception {
    try (Shop shop = Shop.create(18);
        TcpDoor door = TcpDoor.to(shop.server().port());
        TargetDatabase database = open(shop, door)) {
      shop.fill();
      Path dump = Files.createFile(folder.resolve("dump"));
      PostgresSource source = source(shop, door, database);
      SourceFacts facts = source.writeTo(dump, BackupWatch.NONE);
      assertInstanceOf(RestoreVerdict.Equal.class, source.prove(dump, facts));
      shop.goOn();
      restored(shop, door, database).restore(dump, BackupWatch.NONE);
      assertEquals("20000", shop.ask("SELECT count(*) FROM users"));
    }
  }

  @Test
  void failsAndLeavesNothingWhenTheConnectionIsCutWhileItDumps() throws Exception {
    try (Shop shop = Shop.create(18);
        TcpDoor door = TcpDoor.to(shop.server().port());
        TargetDatabase database = open(shop, door)) {
      shop.run("CREATE SEQUENCE numbers", "CREATE TABLE orders (id int)");
      CompletableFuture<RemoteException> thrown = new CompletableFuture<>();
      Path dump = Files.createFile(folder.resolve("dump"));
      try (Connection other = shop.connect();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        Thread.ofVirtual()
            .start(() ->
                thrown.complete(
                    assertThrows(
                        RemoteException.class,
                        () -> source(shop, door, database).writeTo(dump, BackupWatch.NONE))));
        Eventually.await(() -> is(shop, "application_name = 'ignition-release snapshot'"));
        door.cut();
        thrown.get();
        other.rollback();
      }
      Eventually.await(() -> !is(shop, "application_name LIKE 'ignition-release snapshot'"));
    }
  }

  @Test
  void leavesAllAsItWasWhenTheConnectionIsCutWhileItRestores() throws Exception {
    try (Shop shop = Shop.create(18);
        TcpDoor door = TcpDoor.to(shop.server().port());
        TargetDatabase database = open(shop, door)) {
      shop.fill();
      shop.run(
          "CREATE MATERIALIZED VIEW slowly AS SELECT s IS NULL AS n FROM pg_sleep(3) s WITH NO DATA",
          "REFRESH MATERIALIZED VIEW slowly");
      Path dump = shop.dump(folder);
      shop.goOn();
      BackupContents before = restored(shop, door, database).contents();
      CompletableFuture<RemoteException> thrown = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() ->
              thrown.complete(
                  assertThrows(
                      RemoteException.class,
                      () -> restored(shop, door, database).restore(dump, BackupWatch.NONE))));
      Eventually.await(() -> is(shop, "wait_event = 'PgSleep'"));
      door.cut();
      assertTrue(
          thrown.get().problem().what().endsWith("the connection failed or was lost"),
          thrown.get().problem().toString());
      assertEquals(before, restored(shop, door, database).contents());
    }
  }
}
