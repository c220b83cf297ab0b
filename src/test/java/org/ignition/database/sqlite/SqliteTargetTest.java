package org.ignition.database.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.database.HeldLock;
import org.ignition.database.LockHolder;
import org.ignition.database.LockRequest;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that SQLite keeps databases in. */
class SqliteTargetTest {

  @TempDir Path folder;
  private final List<LockHolder> told = new ArrayList<>();

  private Path shop(String journal) throws SQLException {
    Path file = folder.resolve("shop.db");
    try (Connection session = new SqliteFile(file).connect();
        Statement statement = session.createStatement()) {
      statement.execute("PRAGMA journal_mode = " + journal);
      statement.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
      statement.execute("CREATE TABLE child (p INTEGER REFERENCES parent (id))");
      statement.execute("INSERT INTO parent VALUES (1)");
    }
    return file;
  }

  private LockRequest request(Duration patience, String actor) {
    return new LockRequest(patience, actor, "https://runs.example/1", told::add);
  }

  private static String ask(Connection session, String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void readsWhatTheDatabaseIs(String journal) throws Exception {
    SqliteTarget target = SqliteTarget.open(shop(journal));
    assertEquals("SQLite", target.facts().product());
    assertEquals("shop.db", target.facts().database());
    assertEquals(3, target.facts().majorVersion());
    assertTrue(target.facts().version().startsWith("3."));
    assertTrue(target.facts().sizeBytes() >= 8192);
    try (Connection session = target.connect("migrate")) {
      assertTrue(session.getAutoCommit());
      assertEquals("0", ask(session, "PRAGMA foreign_keys"));
      assertEquals("1", ask(session, "SELECT count(*) FROM parent"));
    }
  }

  @Test
  void makesNoFileBeforeItIsNeeded() throws Exception {
    Path file = folder.resolve("new.db");
    SqliteTarget target = SqliteTarget.open(file);
    assertEquals(0, target.facts().sizeBytes());
    try (HeldLock lock = target.lock(request(Duration.ZERO, "ann"))) {
      lock.require();
    }
    assertFalse(Files.exists(file));
    try (Connection session = target.connect("migrate");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
    }
    assertTrue(Files.size(file) > 0);
  }

  private static IgnitionException refused(Path file) {
    return assertThrows(IgnitionException.class, () -> SqliteTarget.open(file));
  }

  @Test
  void refusesWhatIsNoDatabase() throws IOException {
    Path text =
        Files.writeString(folder.resolve("text"), "It was a dark and stormy night. ".repeat(40));
    assertEquals(ErrorCode.DATABASE_URL_INVALID, refused(text).code());
    assertEquals(ErrorCode.DATABASE_URL_INVALID, refused(folder).code());
    assertEquals(ErrorCode.DATABASE_MISSING, refused(folder.resolve("a/b.db")).code());
  }

  @Test
  void refusesANewFileWhereNobodyMayWrite() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    try (Tmpfs _ = Tmpfs.mount(closed, "1m,ro")) {
      assertEquals(ErrorCode.DATABASE_READ_ONLY, refused(closed.resolve("shop.db")).code());
    }
  }

  @Test
  void takesAnEmptyFileForAnEmptyDatabase() throws Exception {
    Path file = Files.createFile(folder.resolve("empty.db"));
    assertEquals(0, SqliteTarget.open(file).facts().sizeBytes());
  }

  @Test
  void letsOneRunWorkAtATime() throws Exception {
    Path file = shop("WAL");
    AtomicInteger inside = new AtomicInteger();
    try (ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> futures = new ArrayList<>();
      for (int run = 0; run < 20; run++) {
        futures.add(
            runs.submit(() -> {
              try (HeldLock lock =
                  SqliteTarget.open(file)
                      .lock(new LockRequest(Duration.ofMinutes(1), "ann", "", _ -> {}))) {
                int others = inside.getAndIncrement();
                Thread.sleep(5);
                lock.require();
                inside.decrementAndGet();
                return others;
              }
            }));
      }
      for (Future<Integer> future : futures) {
        assertEquals(0, future.get());
      }
    }
  }

  @Test
  void namesTheHolder() throws Exception {
    SqliteTarget target = SqliteTarget.open(shop("DELETE"));
    try (HeldLock lock = target.lock(request(Duration.ZERO, "ann\n*/ ü"))) {
      assertEquals("", lock.proof());
      RemoteException refused =
          assertThrows(
              RemoteException.class, () -> target.lock(request(Duration.ofMillis(50), "bob")));
      assertEquals(ErrorCode.DATABASE_LOCKED, refused.code());
      assertEquals("ann\n*/ ü", told.getFirst().actor());
      assertEquals("https://runs.example/1", told.getFirst().runUrl());
      assertEquals(ProcessHandle.current().pid(), told.getFirst().pid());
      assertFalse(refused.problem().toString().contains("ann\n"));
    }
    target.lock(request(Duration.ZERO, "bob")).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void isRefusedWhileAnotherProgramWrites(String journal) throws Exception {
    Path file = shop(journal);
    SqliteTarget target = SqliteTarget.open(file);
    try (Connection other = target.connect("other");
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      RemoteException refused =
          assertThrows(
              RemoteException.class, () -> target.lock(request(Duration.ofMillis(50), "ann")));
      assertEquals(ErrorCode.DATABASE_LOCKED, refused.code());
      assertEquals(0, told.getFirst().pid());
      statement.execute("ROLLBACK");
    }
    target.lock(request(Duration.ZERO, "ann")).close();
  }

  @Test
  void hasOneLockForAllNamesOfAFile() throws Exception {
    Path file = shop("DELETE");
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
    try (HeldLock _ = SqliteTarget.open(link).lock(request(Duration.ZERO, "ann"))) {
      SqliteTarget target = SqliteTarget.open(file);
      assertThrows(RemoteException.class, () -> target.lock(request(Duration.ofMillis(10), "bob")));
    }
  }

  @Test
  void isCancelledAsItLocks() throws Exception {
    SqliteTarget target = SqliteTarget.open(shop("DELETE"));
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          CancelledException.class, () -> target.lock(request(Duration.ofMillis(10), "ann")));
    } finally {
      assertTrue(Thread.interrupted());
    }
    target.lock(request(Duration.ZERO, "ann")).close();
  }

  @Test
  void findsWhatIsBroken() throws Exception {
    SqliteFile file = SqliteTarget.open(shop("DELETE")).file();
    assertEquals(List.of(), file.integrity());
    try (Connection session = file.connect();
        Statement statement = session.createStatement()) {
      statement.execute("INSERT INTO child VALUES (1), (2)");
    }
    assertEquals(
        List.of("foreign_key_check: row 2 of child refers to a row of parent that is not there"),
        file.integrity());
  }

  @Test
  void findsDamagedPages() throws Exception {
    Path path = shop("DELETE");
    byte[] bytes = Files.readAllBytes(path);
    for (int at = 4096 + 8; at < 4096 + 200; at++) {
      bytes[at] = (byte) 0xAA;
    }
    Files.write(path, bytes);
    assertFalse(new SqliteFile(path).integrity().isEmpty());
  }

  @Test
  void explainsFailures() throws Exception {
    SqliteTarget target = SqliteTarget.open(shop("DELETE"));
    try (Connection session = target.connect("migrate");
        Statement statement = session.createStatement()) {
      assertEquals("42601", state(target, statement, "CREATE TABEL t (a)"));
      assertEquals("23000", state(target, statement, "INSERT INTO parent VALUES (1)"));
      assertEquals("HY000", state(target, statement, "SELECT * FROM nowhere"));
      SQLException failure =
          assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM nowhere"));
      assertEquals("no such table: nowhere", target.explain(failure).message());
    }
  }

  private static String state(SqliteTarget target, Statement statement, String sql) {
    return target
        .explain(assertThrows(SQLException.class, () -> statement.execute(sql)))
        .sqlState();
  }
}
