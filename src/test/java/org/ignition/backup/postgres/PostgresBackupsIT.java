package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupProblem;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real dumps of real servers, and what is refused. */
class PostgresBackupsIT {

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

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void dumpsWhatCanBeRestored(int major, @TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(major);
        DumpedDatabase empty = DumpedDatabase.create(major)) {
      database.run(
          "CREATE TABLE orders (id int PRIMARY KEY, note text)",
          "INSERT INTO orders SELECT i, 'ünïcode ' || i FROM generate_series(1, 1000) i");
      Path backupFolder = folder.resolve("new/back ups");

      FolderBackups backups = FolderBackups.of(database, backupFolder);
      Backup backup = backups.take("migration 0015");

      Path path = backups.path(backup);
      assertEquals("backup_20260115_120000.dump", backup.name().toString());
      assertEquals(List.of(backup.name().toString()), FolderBackups.names(backupFolder));
      assertEquals(Digest.of(Files.readAllBytes(path)), backup.manifest().sha256());
      assertEquals(Files.size(path), backup.manifest().sizeBytes());
      assertEquals(FolderBackups.NOON, backup.manifest().created());
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
        Backup backup = FolderBackups.of(database, folder).take("a test");
        assertEquals(database.name(), backup.manifest().label().database());
      }
    }
    assertEquals(5, FolderBackups.names(folder).size());
  }

  @Test
  void takesTheNextFreeSecondWhenSeveralAreTakenAtOnce(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Files.writeString(folder.resolve("backup_20260115_120001.dump"), "of yesterday's clock");
      List<Future<Backup>> taken = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        taken.add(threads.submit(() -> FolderBackups.of(database, folder).take("a test")));
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
          FolderBackups.names(folder));
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
              InputException.class, () -> FolderBackups.of(database, newer, folder).take("a test"));
      assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, refused.code());
      assertTrue(
          refused.problem().toString().contains("postgresql-client-99"),
          refused.problem().toString());
      assertEquals(List.of(), FolderBackups.names(folder));
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
                  FolderBackups.of(database, database.target(wrong, 18, 0), folder)
                      .take("migration 0015"));
      assertEquals(ErrorCode.BACKUP_FAILED, failed.code());
      assertTrue(
          failed.problem().toString().contains("password authentication failed"),
          failed.problem().toString());
      assertFalse(failed.problem().toString().contains(wrong), failed.problem().toString());
      assertFalse(database.target().toString().contains(database.password()));
      assertEquals(List.of(), FolderBackups.names(folder));
    }
  }

  @Test
  void doesNotBeginWhereThereIsNoRoom(@TempDir Path folder) throws Exception {
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      DumpTarget huge = database.target(database.password(), 18, Long.MAX_VALUE / 2);
      FolderBackups backups = FolderBackups.of(database, huge, folder.resolve("new"));
      assertEquals(
          ErrorCode.DISK_FULL, assertThrows(InputException.class, () -> backups.take("x")).code());
      assertThrows(InputException.class, backups::requireUsable);
      assertEquals(List.of(), FolderBackups.names(folder.resolve("new")));
    }
  }

  @Test
  void saysThatTheFolderCannotBeWritten(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (DumpedDatabase database = DumpedDatabase.create(18)) {
      InputException failed =
          assertThrows(
              InputException.class,
              () -> FolderBackups.of(database, file.resolve("below")).take("x"));
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
