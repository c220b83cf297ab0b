package org.ignition.backup.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteRestoreTargetTest {

  @TempDir Path base;
  private Path folder;
  private Database database;
  private SqliteRestoreTarget target;
  private Path backup;

  @BeforeEach
  void backUp() throws Exception {
    folder = Files.createDirectory(base.resolve("dätä of shop"));
    database = new Database(folder.toRealPath().resolve("my späce?d %41#.db"));
    target = new SqliteRestoreTarget(database.path());
    Database before = new Database(base.resolve("before"));
    before.run(Database.EVERYTHING);
    backup = base.resolve("backup");
    new SqliteSource(before.path()).writeTo(backup, BackupWatch.NONE);
  }

  private void restore() {
    target.restore(backup, BackupWatch.NONE);
  }

  private void assertRestored() throws Exception {
    assertEquals("2", database.text("SELECT count(*) FROM customers"));
    assertEquals("ok", database.text("PRAGMA integrity_check"));
    BackupContents found = target.contents();
    assertEquals(new SqliteRestoreTarget(backup).contents(), found);
  }

  private ErrorCode refusal() {
    return assertThrows(IgnitionException.class, this::restore).code();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> onlyTheDatabase() {
    return List.of(database.path().getFileName().toString());
  }

  private Path beside(String suffix) {
    return folder.resolve(database.path().getFileName() + suffix);
  }

  @Test
  void makesADatabaseWhereThereIsNone() throws Exception {
    assertTrue(target.isEmpty());
    assertEquals(OptionalLong.empty(), target.schemaVersion());
    assertTrue(target.contents().rows().isEmpty());
    assertEquals(List.of(), names());
    restore();
    assertRestored();
    assertEquals(onlyTheDatabase(), names());
    assertFalse(target.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PERSIST", "TRUNCATE", "WAL"})
  void takesTheOldOnesPlace(String journal) throws Exception {
    database.run(
        "PRAGMA journal_mode = " + journal, "CREATE TABLE old (x)", "INSERT INTO old VALUES (1)");
    assertFalse(target.isEmpty());
    List<Long> written = new ArrayList<>();
    target.restore(backup, (bytes, _) -> written.add(bytes));
    assertRestored();
    assertEquals(onlyTheDatabase(), names());
    assertEquals(Files.size(backup), written.getLast());
  }

  @Test
  void keepsOwnerAndModeOfTheOldFile() throws Exception {
    database.run("CREATE TABLE old (x)");
    Files.setPosixFilePermissions(database.path(), PosixFilePermissions.fromString("rw-rw-r--"));
    boolean root = "root".equals(System.getProperty("user.name"));
    if (root) {
      Files.setAttribute(database.path(), "unix:uid", 65534);
      Files.setAttribute(database.path(), "unix:gid", 12345);
    }
    restore();
    assertEquals(
        PosixFilePermissions.fromString("rw-rw-r--"),
        Files.getPosixFilePermissions(database.path()));
    if (root) {
      assertEquals(65534, Files.getAttribute(database.path(), "unix:uid"));
      assertEquals(12345, Files.getAttribute(database.path(), "unix:gid"));
    }
  }

  @Test
  void givesANewFileToTheFoldersOwnerAlone() throws Exception {
    restore();
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(database.path()));
    assertEquals(Files.getOwner(folder), Files.getOwner(database.path()));
  }

  @Test
  void appliesNoLogOfAFileThatIsGone() throws Exception {
    try (Connection writer = database.open()) {
      Database.run(
          writer,
          "PRAGMA journal_mode = WAL",
          "CREATE TABLE old (x)",
          "INSERT INTO old VALUES (1)");
      Files.copy(beside("-wal"), base.resolve("log"));
    }
    Files.delete(database.path());
    Files.copy(base.resolve("log"), beside("-wal"));
    Files.writeString(beside("-journal"), "what a journal holds");
    restore();
    assertRestored();
    assertEquals(
        Stream.of("", "-journal.set-aside", "-wal.set-aside")
            .map(suffix -> beside(suffix).getFileName().toString())
            .toList(),
        names());
    assertEquals(-1, Files.mismatch(base.resolve("log"), beside("-wal.set-aside")));
  }

  @Test
  void takesThePlaceOfAFileThatIsDamagedOrNone() throws Exception {
    database.run("CREATE TABLE old (x)", "INSERT INTO old VALUES (randomblob(20000))");
    try (RandomAccessFile file = new RandomAccessFile(database.path().toFile(), "rw")) {
      file.write(new byte[50]);
    }
    Files.writeString(beside("-wal"), "a log");
    assertEquals(
        ErrorCode.DATABASE_UNSOUND, assertThrows(IgnitionException.class, target::contents).code());
    restore();
    assertRestored();
    assertTrue(Files.notExists(beside("-wal")));
  }

  @Test
  void keepsAFileThatCantBeBackedUpAsideAndNeverOverAnother() throws Exception {
    database.run("CREATE TABLE old (x)", "INSERT INTO old VALUES (randomblob(90000))");
    try (RandomAccessFile file = new RandomAccessFile(database.path().toFile(), "rw")) {
      file.seek(4096);
      file.write(new byte[8192]);
    }
    Path old = Files.copy(database.path(), base.resolve("old"));
    Path other = Files.writeString(beside(".set-aside"), "set aside before");
    String kept = target.restoreKeeping(backup, BackupWatch.NONE).orElseThrow();
    assertRestored();
    assertEquals(beside(".set-aside-2").toString(), kept);
    assertEquals(-1, Files.mismatch(old, Path.of(kept)));
    assertEquals("set aside before", Files.readString(other));
  }

  @Test
  void setsNothingAsideWhereTheRestoreFails() throws Exception {
    database.run("CREATE TABLE old (x)");
    Files.writeString(backup, "no database of SQLite at all");
    assertThrows(IgnitionException.class, () -> target.restoreKeeping(backup, BackupWatch.NONE));
    assertEquals(onlyTheDatabase(), names());
  }

  @Test
  void takesThePlaceOfAnEmptyFile() throws Exception {
    Files.createFile(database.path());
    assertTrue(target.isEmpty());
    restore();
    assertRestored();
  }

  @Test
  void restoresAnEmptyFile() throws Exception {
    database.run("CREATE TABLE old (x)");
    backup = Files.createFile(base.resolve("empty"));
    restore();
    assertTrue(target.isEmpty());
  }

  @Test
  void refusesWhileSomebodyReadsOrWrites() throws Exception {
    database.run("CREATE TABLE old (x)", "INSERT INTO old VALUES (1)");
    try (Connection other = database.open()) {
      Database.run(other, "BEGIN IMMEDIATE", "INSERT INTO old VALUES (2)");
      assertEquals(ErrorCode.DATABASE_LOCKED, refusal());
      Database.run(other, "COMMIT");
    }
    assertEquals("2", database.text("SELECT count(*) FROM old"));
    assertEquals(onlyTheDatabase(), names());
  }

  @Test
  void refusesWhileSomebodyIsConnectedToADatabaseWithALog() throws Exception {
    database.run("PRAGMA journal_mode = WAL", "CREATE TABLE old (x)");
    try (Connection other = database.open()) {
      Database.run(other, "INSERT INTO old VALUES (1)");
      assertEquals(ErrorCode.DATABASE_LOCKED, refusal());
      Database.run(other, "INSERT INTO old VALUES (2)");
    }
    assertEquals("2", database.text("SELECT count(*) FROM old"));
    assertEquals("wal", database.text("PRAGMA journal_mode"));
  }

  @Test
  void leavesTheOldFileWhereTheBackupIsDamagedOrNone() throws Exception {
    database.run("PRAGMA journal_mode = WAL", "CREATE TABLE old (x)", "INSERT INTO old VALUES (1)");
    try (RandomAccessFile file = new RandomAccessFile(backup.toFile(), "rw")) {
      file.setLength(file.length() - 4096);
    }
    assertEquals(ErrorCode.BACKUP_ALTERED, refusal());
    Files.writeString(backup, "PGDMP and so on, which is no database of SQLite at all");
    assertEquals(ErrorCode.BACKUP_ALTERED, refusal());
    Files.delete(backup);
    assertEquals(ErrorCode.RESTORE_FAILED, refusal());
    assertEquals("1", database.text("SELECT count(*) FROM old"));
    assertEquals("wal", database.text("PRAGMA journal_mode"));
    assertEquals(onlyTheDatabase(), names());
  }

  @Test
  void leavesTheOldFileWhenCancelled() throws Exception {
    database.run("CREATE TABLE old (x)");
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancelledException.class, this::restore);
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("0", database.text("SELECT count(*) FROM old"));
    assertEquals(onlyTheDatabase(), names());
  }

  @Test
  void leavesTheOldFileWhereThereIsNoRoom() throws Exception {
    try (Tmpfs _ = Tmpfs.mount(folder, "1m")) {
      database.run("CREATE TABLE old (x)");
      assertEquals(ErrorCode.DISK_FULL, refusal());
      assertEquals("0", database.text("SELECT count(*) FROM old"));
    }
  }

  @Test
  void removesWhatKilledRunsLeftAndNothingElse() throws Exception {
    Path left = folder.resolve("." + database.path().getFileName() + ".123.restore");
    Path others = folder.resolve(".another.db.123.restore");
    Files.createFile(left);
    Files.createFile(others);
    restore();
    assertTrue(Files.notExists(left));
    assertTrue(Files.exists(others));
  }

  @Test
  void saysWhereItIs() throws SQLException {
    assertEquals(database.path().toString(), target.name());
    assertEquals("my späce?d %41#.db", target.database());
    assertEquals(List.of(), target.others());
  }
}
