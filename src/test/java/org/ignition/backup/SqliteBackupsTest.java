package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.image.Digest;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of real files. */
class SqliteBackupsTest {

  private static final Clock AT_NOON =
      Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path base;
  private Path database;
  private Path folder;

  @BeforeEach
  void choose() {
    database = base.resolve("my späce?d %41#.db");
    folder = base.resolve("back ups");
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file.toUri().toASCIIString());
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static long count(Path file) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
      return rows.getLong(1);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Backup take() {
    return new SqliteBackups(database, folder, AT_NOON).take("migration 0002");
  }

  @Test
  void copiesWhatIsOnlyInTheWriteAheadLog() throws Exception {
    try (Connection writer = open(database)) {
      run(
          writer,
          "PRAGMA journal_mode = WAL",
          "PRAGMA wal_autocheckpoint = 0",
          "CREATE TABLE t (x)",
          "INSERT INTO t VALUES (1), (2)",
          "BEGIN IMMEDIATE",
          "INSERT INTO t VALUES (3)");
      Backup backup = take();
      assertEquals("backup_20260115_120000.sqlite", backup.id());
      assertEquals(Digest.of(Files.readAllBytes(backup.path())), backup.sha256());
      assertEquals(database.getFileName().toString(), backup.database());
      assertTrue(backup.serverVersion().startsWith("3."), backup.serverVersion());
      assertEquals(List.of(backup.id()), names());
      assertEquals(2, count(backup.path()));
      run(writer, "COMMIT");
    }
    assertEquals(3, count(database));
  }

  @Test
  void noticesADatabaseThatIsDamaged() throws Exception {
    try (Connection writer = open(database)) {
      run(
          writer,
          "CREATE TABLE t (x)",
          "CREATE INDEX i ON t (x)",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
              + " INSERT INTO t SELECT 'row ' || i FROM n");
    }
    try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(new byte[8192]);
    }
    IgnitionException failed = assertThrows(IgnitionException.class, this::take);
    assertEquals(ErrorCode.BACKUP_FAILED, failed.code());
    assertEquals(List.of(), names());
  }

  @Test
  void refusesWhatIsNoDatabase() throws Exception {
    Files.writeString(database, "this is a text and no database, whatever its name says");
    assertEquals(ErrorCode.BACKUP_FAILED, assertThrows(IgnitionException.class, this::take).code());
    assertEquals(List.of(), names());
  }

  @Test
  void makesNoDatabaseWhereThereIsNone() {
    assertEquals(ErrorCode.BACKUP_FAILED, assertThrows(IgnitionException.class, this::take).code());
    assertTrue(Files.notExists(database));
  }

  @Test
  void saysThatSomebodyHoldsTheFile() throws Exception {
    try (Connection writer = open(database)) {
      run(writer, "CREATE TABLE t (x)", "BEGIN EXCLUSIVE", "INSERT INTO t VALUES (1)");
      IgnitionException failed = assertThrows(IgnitionException.class, this::take);
      assertEquals(ErrorCode.BACKUP_FAILED, failed.code());
      assertTrue(failed.problem().toString().contains("locked"), failed.problem().toString());
      assertEquals(List.of(), names());
    }
  }

  @Test
  void doesNotBeginWhereThereIsNoRoom() throws Exception {
    try (Connection writer = open(database)) {
      run(writer, "CREATE TABLE t (x)");
    }
    Files.createDirectories(folder);
    try (Tmpfs _ = Tmpfs.mount(folder, "1m")) {
      assertEquals(ErrorCode.DISK_FULL, assertThrows(IgnitionException.class, this::take).code());
      assertEquals(List.of(), names());
    }
  }
}
