package org.ignition.backup.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.backup.BackupContents;
import org.ignition.backup.BackupWatch;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.testing.Program;
import org.ignition.testing.RealProgram;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that are killed at the worst moments: the old database or the new one, never both. */
class SqliteRestoreKilledIT {

  private static final int ROWS = 200;

  @TempDir Path base;
  private Path folder;
  private Database database;
  private SqliteRestoreTarget target;
  private Path backup;

  @BeforeEach
  void prepare() throws Exception {
    folder = Files.createDirectory(base.resolve("dätä of shop")).toRealPath();
    database = new Database(folder.resolve("shop.db"));
    target = new SqliteRestoreTarget(database.path());
    Database before = new Database(base.resolve("before"));
    before.run(Database.EVERYTHING);
    backup = base.resolve("backup");
    new SqliteSource(before.path()).writeTo(backup, BackupWatch.NONE);
    makeOld();
  }

  private void makeOld() throws Exception {
    database.run(
        "CREATE TABLE old (x)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                .formatted(ROWS)
            + " INSERT INTO old SELECT i FROM n");
  }

  private Program start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                KilledProgram.class.getName()));
    command.addAll(List.of(arguments));
    return Program.start(base.resolve("log"), "there", command.toArray(String[]::new));
  }

  /** The program runs in another folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void kill(String... arguments) throws Exception {
    try (Program program = start(arguments)) {
      program.signal("KILL");
    }
  }

  private void killRestore(RestoreStage stage) throws Exception {
    kill("restore", database.path().toString(), backup.toString(), stage.name());
  }

  private void assertRestored() throws Exception {
    assertEquals(new SqliteRestoreTarget(backup).contents(), target.contents());
    assertEquals("ok", database.text("PRAGMA integrity_check"));
  }

  private void assertOld(int rows) throws Exception {
    assertEquals(Integer.toString(rows), database.text("SELECT count(*) FROM old"));
    assertEquals("ok", database.text("PRAGMA integrity_check"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Then all that is there is read as it is, and the next restore takes up nothing of it. */
  private void assertOldOrNew(RestoreStage stage, int rows) throws Exception {
    if (stage == RestoreStage.REPLACED) {
      assertRestored();
    } else {
      assertOld(rows);
    }
    target.restore(backup, BackupWatch.NONE);
    assertRestored();
    assertEquals(List.of("shop.db"), names());
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheOldFileOrTheNewOneWhenKilled(RestoreStage stage) throws Exception {
    killRestore(stage);
    assertOldOrNew(stage, ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingOfALogThatAKilledWriterLeft(RestoreStage stage) throws Exception {
    kill("write", database.path().toString());
    assertTrue(Files.size(folder.resolve("shop.db-wal")) > ROWS * 500L);
    killRestore(stage);
    assertOldOrNew(stage, 2 * ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void takesBackWhatAKilledWriterHadBegun(RestoreStage stage) throws Exception {
    kill("change", database.path().toString());
    assertTrue(Files.size(folder.resolve("shop.db-journal")) > 0);
    killRestore(stage);
    assertOldOrNew(stage, ROWS);
  }

  /** What would happen if a log stayed: this shows that the tests above could fail. */
  @Test
  void wouldNoticeALogThatIsAppliedToTheNewFile() throws Exception {
    kill("write", database.path().toString());
    Path log = folder.resolve("shop.db-wal");
    Path kept = base.resolve("log of the old");
    Files.copy(log, kept);
    target.restore(backup, BackupWatch.NONE);
    Files.copy(kept, log, StandardCopyOption.REPLACE_EXISTING);
    assertThrows(AssertionError.class, this::assertRestored);
  }

  @Test
  void restoresWhatAKilledWriterLeft() throws Exception {
    kill("write", database.path().toString());
    target.restore(backup, BackupWatch.NONE);
    assertRestored();
    assertEquals(List.of("shop.db"), names());
  }

  @Test
  void copiesWhatAKilledWriterLeft() throws Exception {
    kill("write", database.path().toString());
    Path copy = base.resolve("copy");
    BackupContents contents =
        new SqliteSource(database.path()).writeTo(copy, BackupWatch.NONE).contents().orElseThrow();
    assertEquals(2L * ROWS, contents.rows().get("old"));
  }

  @ParameterizedTest
  @CsvSource({"connect", "write", "change"})
  void refusesWhileAnotherProgramHasItOpen(String what) throws Exception {
    try (Program program = start(what, database.path().toString())) {
      assertEquals(1, target.others().size());
      assertTrue(
          target.others().getFirst().startsWith("java (process "), target.others().toString());
      IgnitionException refused =
          assertThrows(IgnitionException.class, () -> target.restore(backup, BackupWatch.NONE));
      assertEquals(ErrorCode.DATABASE_LOCKED, refused.code());
      program.signal("KILL");
    }
    database.text("SELECT count(*) FROM old");
    assertEquals(List.of("shop.db"), names());
  }

  @Test
  void copiesFromAFolderThatCantBeWrittenAndRestoresNothingThere() throws Exception {
    Path mounted = Files.createDirectory(base.resolve("mounted"));
    try (Tmpfs _ = Tmpfs.mount(mounted, "20m")) {
      Path file = Files.copy(database.path(), mounted.resolve("shop.db"));
      RealProgram.output(Path.of("/bin/mount"), "-o", "remount,ro", mounted.toString());
      new SqliteSource(file).writeTo(base.resolve("copy"), BackupWatch.NONE);
      assertReadOnly(file);
      assertReadOnly(mounted.resolve("new.db"));
    }
  }

  private void assertReadOnly(Path file) {
    IgnitionException refused =
        assertThrows(
            IgnitionException.class,
            () -> new SqliteRestoreTarget(file).restore(backup, BackupWatch.NONE));
    assertEquals(ErrorCode.DATABASE_READ_ONLY, refused.code());
  }
}
