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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupProblem;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.file.StaleFiles;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.testing.Eventually;
import org.ignition.testing.RealTool;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real dumps of real servers, and what goes wrong with them. */
class PostgresBackupsIT {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.900Z");
  private static final Clock AT_NOON = Clock.fixed(NOON, ZoneOffset.ofHours(5));

  private final PgClients clients = PgClients.at(RealTool.require("pg_dump"));

  private FolderBackups backups(DumpedDatabase database, Path folder) {
    return backups(database, database.target(), folder, BackupWatch.NONE);
  }

  private FolderBackups backups(
      DumpedDatabase database, DumpTarget target, Path folder, BackupWatch watch) {
    return new FolderBackups(clients, target, database.password(), folder, AT_NOON, watch);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".gitignore") && !name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  private static void restore(Path backup, DumpTarget into) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            RealTool.require("pg_restore").toString(),
            "--no-owner",
            "--exit-on-error",
            "--dbname=" + into.database(),
            backup.toString());
    builder.environment().putAll(into.environment());
    assertEquals(0, builder.inheritIO().start().waitFor());
  }

  /** Gives it rows that take a dump some seconds. */
  private static void fill(DumpedDatabase database) throws SQLException {
    database.run(
        "CREATE TABLE noise AS SELECT sha512(i::text::bytea) || sha512((-i)::text::bytea) b FROM"
            + " generate_series(1, 600000) i");
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

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void dumpsWhatCanBeRestored(int major, @TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(major);
        DumpedDatabase empty = DumpedDatabase.create(major)) {
      database.run(
          "CREATE TABLE orders (id int PRIMARY KEY, note text)",
          "INSERT INTO orders SELECT i, 'ünïcode ' || i FROM generate_series(1, 1000) i");
      Path backupFolder = folder.resolve("new/back ups");

      FolderBackups backups = backups(database, backupFolder);
      Backup backup = backups.take("migration 0015");

      Path path = backups.path(backup);
      assertEquals("backup_20260115_120000.dump", backup.name().toString());
      assertEquals(List.of(backup.name().toString()), names(backupFolder));
      assertEquals(Digest.of(Files.readAllBytes(path)), backup.manifest().sha256());
      assertEquals(Files.size(path), backup.manifest().sizeBytes());
      assertEquals(NOON, backup.manifest().created());
      assertEquals(database.name(), backup.manifest().label().database());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));

      empty.run("GRANT ALL ON DATABASE \"%1$s\" TO \"%1$s\"".formatted(empty.name()));
      empty.run("GRANT ALL ON SCHEMA public TO \"%s\"".formatted(empty.name()));
      restore(path, empty.target());
      assertEquals("ünïcode 1000", empty.ask("SELECT note FROM orders WHERE id = 1000"));
    }
  }

  @Test
  void dumpsDatabasesOfAnyName(@TempDir Path folder) throws Exception {
    for (String name : List.of("späce d", "日本", "a=b dbname=x", "it's", "-v")) {
      try (DumpedDatabase database = DumpedDatabase.create(18, name)) {
        Backup backup = backups(database, folder).take("a test");
        assertEquals(database.name(), backup.manifest().label().database());
      }
    }
    assertEquals(5, names(folder).size());
  }

  @Test
  void takesTheNextFreeSecondWhenSeveralAreTakenAtOnce(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Files.writeString(folder.resolve("backup_20260115_120001.dump"), "of yesterday's clock");
      List<Future<Backup>> taken = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        taken.add(threads.submit(() -> backups(database, folder).take("a test")));
      }
      for (Future<Backup> backup : taken) {
        Path path = folder.resolve(backup.get().name().toString());
        assertEquals(Digest.of(Files.readAllBytes(path)), backup.get().manifest().sha256());
      }
      assertEquals(
          List.of(
              "backup_20260115_120000.dump",
              "backup_20260115_120001.dump",
              "backup_20260115_120002.dump",
              "backup_20260115_120003.dump",
              "backup_20260115_120004.dump"),
          names(folder));
      assertEquals(
          "of yesterday's clock", Files.readString(folder.resolve("backup_20260115_120001.dump")));
    }
  }

  @Test
  void refusesAServerThatIsNewer(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      DumpTarget newer = database.target(database.password(), 99, 0);
      InputException refused =
          assertThrows(
              InputException.class,
              () -> backups(database, newer, folder, BackupWatch.NONE).take("a test"));
      assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, refused.code());
      assertTrue(
          refused.problem().toString().contains("postgresql-client-99"),
          refused.problem().toString());
      assertEquals(List.of(), names(folder));
    }
  }

  @Test
  void saysWhatTheServerSaidAndNeverThePassword(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      String wrong = "wr0ng-" + database.name();
      RemoteException failed =
          assertThrows(
              RemoteException.class,
              () ->
                  backups(database, database.target(wrong, 18, 0), folder, BackupWatch.NONE)
                      .take("migration 0015"));
      assertEquals(ErrorCode.BACKUP_FAILED, failed.code());
      assertTrue(
          failed.problem().toString().contains("password authentication failed"),
          failed.problem().toString());
      assertTrue(
          failed.problem().toString().contains("before migration 0015"),
          failed.problem().toString());
      assertFalse(failed.problem().toString().contains(wrong), failed.problem().toString());
      assertFalse(database.target().toString().contains(database.password()));
      assertEquals(List.of(), names(folder));
    }
  }

  @Test
  void saysWhichRightIsMissing(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      database.run(
          "CREATE TABLE orders (id int)",
          "REVOKE pg_read_all_data FROM \"" + database.name() + "\"");
      RemoteException failed =
          assertThrows(RemoteException.class, () -> backups(database, folder).take("a test"));
      assertTrue(failed.problem().toString().contains("permission denied for table orders"));
      assertTrue(failed.problem().toString().contains("GRANT pg_read_all_data"));
      assertEquals(List.of(), names(folder));
    }
  }

  @Test
  void keepsThePasswordOutOfEveryCommandLine(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      fill(database);
      CompletableFuture<Backup> taken = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> taken.complete(backups(database, folder).take("x")));
      Eventually.await(() -> isDumped(database));
      String lines =
          String.join(
              "\n",
              ProcessHandle.current().descendants().map(PostgresBackupsIT::commandLine).toList());
      assertTrue(lines.contains("--format=custom"), lines);
      assertFalse(lines.contains("s3cret"), lines);
      assertEquals("backup_20260115_120000.dump", taken.get().name().toString());
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
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      fill(database);
      CompletableFuture<IgnitionException> thrown = new CompletableFuture<>();
      Thread taking =
          Thread.ofPlatform()
              .start(() ->
                  thrown.complete(
                      assertThrows(
                          IgnitionException.class, () -> backups(database, folder).take("x"))));
      Eventually.await(() -> isDumped(database));
      taking.interrupt();
      assertEquals(CancelledException.class, thrown.get().getClass());
      assertEquals(List.of(), names(folder));
      Eventually.await(() -> isReadByNobody(database));
    }
  }

  @Test
  void leavesNothingWhenKilled(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      fill(database);
      Process program = program(database, folder);
      Eventually.await(() -> isDumped(database));
      assertEquals(
          List.of(
              ".backup_20260115_120000.dump.partial", ".backup_20260115_120000.dump.partial-lock"),
          names(folder));
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
      assertEquals(List.of(), names(folder));
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
      database.run(
          "CREATE TABLE noise AS SELECT sha512(i::text::bytea) || sha512((-i)::text::bytea) b FROM"
              + " generate_series(1, 150000) i");
      InputException full =
          assertThrows(
              InputException.class,
              () ->
                  backups(
                          database,
                          database.target(database.password(), 18, 0),
                          folder,
                          BackupWatch.NONE)
                      .take("x"));
      assertEquals(ErrorCode.DISK_FULL, full.code());
      assertEquals(List.of(), names(folder));
    }
  }

  @Test
  void doesNotBeginWhereThereIsNoRoom(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      DumpTarget huge = database.target(database.password(), 18, Long.MAX_VALUE / 2);
      FolderBackups backups = backups(database, huge, folder.resolve("new"), BackupWatch.NONE);
      assertEquals(
          ErrorCode.DISK_FULL, assertThrows(InputException.class, () -> backups.take("x")).code());
      assertThrows(InputException.class, backups::requireUsable);
      assertEquals(List.of(), names(folder.resolve("new")));
    }
  }

  @Test
  void tellsHowItGoesAndThatItMayNotFit(@TempDir Path folder) throws Exception {
    List<String> told = new ArrayList<>();
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
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      fill(database);
      long tight = folder.toFile().getUsableSpace() * 2;
      DumpTarget target = database.target(database.password(), 18, tight);
      CompletableFuture<Backup> taken = new CompletableFuture<>();
      FolderBackups backups = backups(database, target, folder, watch);
      Thread.ofVirtual().start(() -> taken.complete(backups.take("x")));
      Eventually.await(() -> told.size() > 1);
      taken.get();
      assertEquals(List.of("tight", "written"), told.subList(0, 2));
    }
  }

  @Test
  void saysThatTheFolderCannotBeWritten(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      InputException failed =
          assertThrows(
              InputException.class, () -> backups(database, file.resolve("below")).take("x"));
      assertEquals(ErrorCode.FILE_UNWRITABLE, failed.code());
    }
  }

  @Test
  void noticesThatAnArchiveIsNone(@TempDir Path folder) throws Exception {
    PgClient client = PgClient.at(RealTool.require("pg_dump")).orElseThrow();
    DumpCheck check = new DumpCheck(client, new BackupProblem("shop"));
    Path sql = Files.writeString(folder.resolve("sql"), "-- PostgreSQL database dump");
    Path cut = Files.writeString(folder.resolve("cut"), "PGDMP\1\20\0\4\10");
    assertThrows(RemoteException.class, () -> check.check(sql));
    RemoteException failed = assertThrows(RemoteException.class, () -> check.check(cut));
    assertTrue(
        failed.problem().toString().contains("pg_restore --list"), failed.problem().toString());
  }
}
