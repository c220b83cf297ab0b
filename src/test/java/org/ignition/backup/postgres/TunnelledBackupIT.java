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
import java.util.Optional;
import java.util.concurrent.FutureTask;
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
import org.ignition.failure.CancelledException;
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
        Shop.clients(), target(shop, door), database, Ownership.KEPT, KilledRestore.PATIENCE);
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
      Path dump = Files.createFile(folder.resolve("dump"));
      PostgresSource source = source(shop, door, database);
      FutureTask<RemoteException> thrown =
          new FutureTask<>(() ->
              assertThrows(RemoteException.class, () -> source.writeTo(dump, BackupWatch.NONE)));
      try (Connection other = shop.connect();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        Thread.ofVirtual().start(thrown);
        Eventually.await(() -> is(shop, "application_name = 'ignition-release snapshot'"));
        door.cut();
        thrown.get();
        other.rollback();
      }
      Eventually.await(() -> !is(shop, "application_name LIKE 'ignition-release snapshot'"));
    }
  }

  @Test
  void leavesNoSessionWhenItIsCancelledWhileItDumps() throws Exception {
    try (Shop shop = Shop.create(18);
        TcpDoor door = TcpDoor.to(shop.server().port()).jamAfter(4_000_000);
        TargetDatabase database = open(shop, door)) {
      shop.run("CREATE TABLE orders AS SELECT repeat('x', 999) FROM generate_series(1, 10000)");
      Path dump = Files.createFile(folder.resolve("dump"));
      PostgresSource source = source(shop, door, database);
      FutureTask<CancelledException> thrown =
          new FutureTask<>(() ->
              assertThrows(CancelledException.class, () -> source.writeTo(dump, BackupWatch.NONE)));
      Thread taking = Thread.ofPlatform().start(thrown);
      Eventually.await(() -> is(shop, "application_name = 'ignition-release backup'"));
      taking.interrupt();
      thrown.get();
      Eventually.await(() ->
          !is(
              shop,
              "application_name IN ('ignition-release snapshot', 'ignition-release backup')"));
    }
  }

  @Test
  void leavesAllAsItWasWhenTheConnectionIsCutWhileItRestores() throws Exception {
    try (Shop shop = Shop.create(18);
        TcpDoor door = TcpDoor.to(shop.server().port());
        TargetDatabase database = open(shop, door)) {
      shop.fill();
      shop.addGate();
      Path dump = shop.dump(folder);
      shop.goOn();
      BackupContents before = restored(shop, door, database).contents();
      FutureTask<RemoteException> thrown =
          new FutureTask<>(() ->
              assertThrows(
                  RemoteException.class,
                  () -> restored(shop, door, database).restore(dump, BackupWatch.NONE)));
      try (Connection _ = shop.shutGate()) {
        Thread.ofVirtual().start(thrown);
        Eventually.await(shop::isAtGate);
        door.cut();
        assertTrue(
            thrown.get().problem().what().endsWith("the connection failed or was lost"),
            thrown.get().problem().toString());
      }
      assertEquals(before, restored(shop, door, database).contents());
    }
  }
}
