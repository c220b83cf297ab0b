package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.file.StaleFiles;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.testing.Eventually;
import org.ignition.testing.RealTool;
import org.ignition.testing.TcpDoor;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a dump while it runs, and what is left where it does not come to its end. */
class RunningDumpIT {

  /** Rows of ten megabytes, as they are sent. */
  private static final int MUCH = 40_000;

  /** A way to it on which a dump of {@link #MUCH} comes to no end. */
  private static TcpDoor jammed(DumpedDatabase database) throws IOException {
    return TcpDoor.to(database.port()).jamAfter(4_000_000);
  }

  private static void fill(DumpedDatabase database, int rows) throws SQLException {
    database.run(
        "CREATE TABLE noise AS SELECT sha512(i::text::bytea) || sha512((-i)::text::bytea) b FROM"
            + " generate_series(1, "
            + rows
            + ") i");
  }

  private static boolean isDumped(DumpedDatabase database) throws SQLException {
    return !isReadByNobody(database);
  }

  private static boolean isReadByNobody(DumpedDatabase database) throws SQLException {
    return database
        .ask(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'ignition-release"
                + " backup' AND datname = current_database()")
        .equals("0");
  }

  @Test
  void keepsThePasswordOutOfEveryCommandLine(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        TcpDoor door = jammed(database)) {
      fill(database, MUCH);
      FolderBackups backups = FolderBackups.of(database.through(door), folder);
      Thread taking = Thread.ofVirtual().start(new FutureTask<>(() -> backups.take("x")));
      Eventually.await(() -> isDumped(database));
      String lines =
          String.join(
              "\n", ProcessHandle.current().descendants().map(RunningDumpIT::commandLine).toList());
      assertTrue(lines.contains("--format=custom"), lines);
      assertFalse(lines.contains("s3cret"), lines);
      taking.interrupt();
      taking.join();
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void stopsWhenCancelledAndLeavesNothing(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        TcpDoor door = jammed(database)) {
      fill(database, MUCH);
      FolderBackups backups = FolderBackups.of(database.through(door), folder);
      FutureTask<IgnitionException> thrown =
          new FutureTask<>(() -> assertThrows(IgnitionException.class, () -> backups.take("x")));
      Thread taking = Thread.ofPlatform().start(thrown);
      Eventually.await(() -> isDumped(database));
      taking.interrupt();
      assertEquals(CancelledException.class, thrown.get().getClass());
      assertEquals(List.of(), FolderBackups.names(folder));
      Eventually.await(() -> isReadByNobody(database));
    }
  }

  @Test
  void leavesNothingWhenKilled(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        TcpDoor door = jammed(database)) {
      fill(database, MUCH);
      Process program = program(database.through(door), folder);
      Eventually.await(() -> isDumped(database));
      assertEquals(
          List.of(
              ".backup_20260115_120000.dump.partial", ".backup_20260115_120000.dump.partial-lock"),
          FolderBackups.names(folder));
      Path partial = folder.resolve(".backup_20260115_120000.dump.partial");
      Path lockFile = folder.resolve(".backup_20260115_120000.dump.partial-lock");
      for (Path file : List.of(partial, lockFile)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      }
      StaleFiles.remove(folder);
      assertTrue(Files.exists(partial), "it is alive");
      program.destroyForcibly().waitFor();
      Eventually.await(() -> !Files.exists(partial));
      StaleFiles.remove(folder);
      assertEquals(List.of(), FolderBackups.names(folder));
      Eventually.await(() -> isReadByNobody(database));
    }
  }

  private static Process program(DumpedDatabase database, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledDump.class.getName(),
            RealTool.require("pg_dump").toString(),
            Integer.toString(database.port()),
            database.name(),
            folder.toString());
    builder.environment().putAll(Map.of("SECRET", database.password(), "LC_ALL", "C.UTF-8"));
    return builder.inheritIO().start();
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesNothing(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        Tmpfs _ = Tmpfs.mount(folder, "10m")) {
      fill(database, 150_000);
      DumpTarget target = database.target(database.password(), 18, 0);
      InputException full =
          assertThrows(
              InputException.class, () -> FolderBackups.of(database, target, folder).take("x"));
      assertEquals(ErrorCode.DISK_FULL, full.code());
      assertEquals(List.of(), FolderBackups.names(folder));
    }
  }

  @Test
  void tellsHowItGoesAndThatItMayNotFit(@TempDir Path folder) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    BackupWatch watch =
        new BackupWatch() {
          @Override
          public void written(long bytes, Duration since) {
            told.add("written");
          }

          @Override
          public void tight(long freeBytes, long databaseBytes) {
            told.add("tight");
          }
        };
    try (DumpedDatabase database = DumpedDatabase.create(18);
        TcpDoor door = jammed(database)) {
      fill(database, MUCH);
      long tight = folder.toFile().getUsableSpace() * 2;
      DumpedDatabase slow = database.through(door);
      DumpTarget target = slow.target(slow.password(), 18, tight);
      FolderBackups backups = FolderBackups.of(slow, target, folder).with(watch);
      Thread taking = Thread.ofVirtual().start(new FutureTask<>(() -> backups.take("x")));
      Eventually.await(() -> told.size() > 1);
      taking.interrupt();
      taking.join();
      assertEquals(List.of("tight", "written"), told.subList(0, 2));
    }
  }
}
