package org.ignition.backup.sqlite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.SourceFacts;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of real files. */
class SqliteSourceTest {

  @TempDir Path base;
  private Database database;
  private SqliteSource source;
  private Path copy;

  @BeforeEach
  void choose() {
    database = new Database(base.resolve("my späce?d %41#.db"));
    source = new SqliteSource(database.path());
    copy = base.resolve("cöpy of %20 it");
  }

  private SourceFacts write() {
    return source.writeTo(copy, BackupWatch.NONE);
  }

  private static Map<String, Long> rows(SourceFacts facts) {
    return facts.contents().map(BackupContents::rows).orElseThrow();
  }

  private ErrorCode refusal() {
    return assertThrows(IgnitionException.class, this::write).code();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(base)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void copiesEverythingAndProvesIt() throws Exception {
    database.run(Database.EVERYTHING);
    SourceFacts facts = write();
    assertEquals("SQLite", facts.product());
    assertEquals(database.path().getFileName().toString(), facts.database());
    assertEquals(OptionalLong.empty(), facts.schemaVersion());
    assertEquals(2, rows(facts).get("customers"));
    assertEquals(3, rows(facts).get("order \"s"));
    assertTrue(facts.contents().orElseThrow().schema().containsKey("view größte"));
    RestoreVerdict.Equal proved =
        assertInstanceOf(RestoreVerdict.Equal.class, source.prove(copy, facts));
    assertEquals(rows(facts).size(), proved.tables());
    assertEquals("7", new Database(copy).text("PRAGMA user_version"));
  }

  @Test
  void copiesWhatIsOnlyInTheLogAndNothingThatIsNotCommitted() throws Exception {
    try (Connection writer = database.open()) {
      Database.run(
          writer,
          "PRAGMA journal_mode = WAL",
          "PRAGMA wal_autocheckpoint = 0",
          "CREATE TABLE t (x)",
          "INSERT INTO t VALUES (1), (2)",
          "BEGIN IMMEDIATE",
          "INSERT INTO t VALUES (3)");
      assertTrue(source.sizeBytes() > Files.size(database.path()));
      SourceFacts facts = write();
      assertEquals(Map.of("t", 2L), rows(facts));
      assertInstanceOf(RestoreVerdict.Equal.class, source.prove(copy, facts));
      Database.run(writer, "COMMIT");
    }
    assertEquals("3", database.text("SELECT count(*) FROM t"));
    assertEquals(
        Stream.of(copy, database.path())
            .map(each -> each.getFileName().toString())
            .sorted()
            .toList(),
        names());
  }

  @Test
  void countsWhatItCopiesThoughOthersWriteMeanwhile() throws Exception {
    database.run("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)");
    Thread writer =
        Thread.ofVirtual()
            .start(() ->
                assertDoesNotThrow(() -> {
                  try (Connection session = database.open()) {
                    while (!Thread.currentThread().isInterrupted()) {
                      Database.run(session, "INSERT INTO t VALUES (randomblob(4000))");
                    }
                  }
                }));
    try {
      for (int i = 0; i < 20; i++) {
        SourceFacts facts = write();
        assertInstanceOf(RestoreVerdict.Equal.class, source.prove(copy, facts));
        Files.delete(copy);
      }
    } finally {
      writer.interrupt();
      writer.join();
    }
  }

  @Test
  void provesNothingOfAFileThatHoldsSomethingElse() throws Exception {
    database.run(Database.EVERYTHING);
    SourceFacts facts = write();
    new Database(copy).run("DELETE FROM customers WHERE id = 2", "CREATE TABLE more (x)");
    RestoreVerdict.Different verdict =
        assertInstanceOf(RestoreVerdict.Different.class, source.prove(copy, facts));
    assertEquals(
        List.of(
            "check foreign keys is another than was backed up",
            "table more is there and was not backed up",
            "table customers holds 1 row, 2 were backed up"),
        verdict.differences());
  }

  @Test
  void provesNothingOfAFileThatIsDamagedOrNone() throws Exception {
    database.run(Database.EVERYTHING);
    SourceFacts facts = write();
    try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertInstanceOf(RestoreVerdict.Different.class, source.prove(copy, facts));
    assertEquals(
        ErrorCode.BACKUP_ALTERED,
        assertThrows(IgnitionException.class, () -> SqliteProof.requireReadable(copy)).code());
    Files.writeString(
        copy, "PGDMP, or something else that is no database, as long as a page's head");
    assertInstanceOf(RestoreVerdict.Different.class, source.prove(copy, facts));
    assertInstanceOf(RestoreVerdict.Different.class, SqliteProof.prove(copy, Optional.empty()));
  }

  @Test
  void doesNotBeginWhenCancelled() throws Exception {
    database.run("CREATE TABLE t (x)");
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancelledException.class, this::write);
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertTrue(Files.notExists(copy));
  }

  @Test
  void copiesAnEmptyFile() throws Exception {
    Files.createFile(database.path());
    SourceFacts facts = write();
    assertEquals(Map.of(), rows(facts));
    assertInstanceOf(RestoreVerdict.Equal.class, source.prove(copy, facts));
  }

  @Test
  void writesIntoAFileThatWasReserved() throws Exception {
    database.run("CREATE TABLE t (x)");
    Files.createFile(copy);
    assertEquals(Map.of("t", 0L), rows(write()));
  }

  @Test
  void refusesWhatIsNoDatabaseOrDamagedOrNotThere() throws Exception {
    assertEquals(ErrorCode.BACKUP_FAILED, refusal());
    assertThrows(IgnitionException.class, source::requireUsable);
    assertTrue(Files.notExists(database.path()));
    Files.writeString(database.path(), "this is a text and no database, whatever its name says");
    assertEquals(ErrorCode.BACKUP_FAILED, refusal());
    assertThrows(IgnitionException.class, source::requireUsable);
  }

  @Test
  void noticesADamagedIndex() throws Exception {
    database.run(
        "CREATE TABLE t (x)",
        "CREATE INDEX i ON t (x)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
            + " INSERT INTO t SELECT 'row ' || i FROM n");
    try (RandomAccessFile file = new RandomAccessFile(database.path().toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(new byte[8192]);
    }
    assertEquals(ErrorCode.BACKUP_FAILED, refusal());
  }

  @Test
  void tellsTheVersionThatTheApplicationAsksFor() throws Exception {
    database.run(
        "CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, dirty BOOLEAN)",
        "INSERT INTO schema_migrations VALUES (15, 0)");
    assertDoesNotThrow(source::requireUsable);
    assertEquals(OptionalLong.of(15), write().schemaVersion());
    assertEquals(OptionalLong.of(15), new SqliteRestoreTarget(database.path()).schemaVersion());
  }

  @Test
  void doesNotBeginWhereThereIsNoRoom() throws Exception {
    database.run("CREATE TABLE t (x)");
    Path small = Files.createDirectory(base.resolve("small"));
    try (Tmpfs _ = Tmpfs.mount(small, "1m")) {
      copy = small.resolve("copy");
      assertEquals(ErrorCode.DISK_FULL, refusal());
      assertTrue(Files.notExists(copy));
    }
  }
}
