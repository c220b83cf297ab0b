package org.ignition.backup.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.testing.RealProgram;
import org.ignition.testing.Sshd;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on a real host. */
class HostStoreFaultsIT extends FaultyHost {

  private static final byte[] MUCH = BackupFixture.bytes(24 << 20, 1);

  @Test
  void letsNobodyElseRead() throws Exception {
    try (HostStore store = store()) {
      put(store, file(BYTES), MANIFEST);
    }
    assertEquals(2, remains().size());
    for (String name : remains()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))));
    }
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
  }

  @Test
  void takesNoFileForABackupThatIsNone() throws Exception {
    try (HostStore store = store()) {
      StoredBackup stored = put(store, file(BYTES), MANIFEST);
      Path elsewhere = Files.write(base.resolve("elsewhere"), BYTES);
      Files.createSymbolicLink(folder().resolve("backup_20260101_000000.dump"), elsewhere);
      Files.createDirectory(folder().resolve("backup_20260101_000002.dump"));
      Files.write(folder().resolve("backup_20260101_000003.dump.gz"), BYTES);
      Files.write(folder().resolve("backup_20260101_000004.dump\nx"), BYTES);
      Files.write(folder().resolve(".backup_20260101_000005.dump.abc.arriving"), BYTES);
      Files.write(folder().resolve("Sicherung größer .dump"), BYTES);
      assertEquals(List.of(stored), store.list());
      StoredBackup link =
          new StoredBackup(
              BackupFixture.name(0).withEncryption(true), 3, Optional.empty(), "anywhere");
      Files.createSymbolicLink(folder().resolve(link.name().toString()), elsewhere);
      assertFails(
          ErrorCode.BACKUP_NOT_FOUND,
          () -> store.fetch(link, work.resolve("link"), BackupWatch.NONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "folder", "pipe", "cut", "empty", "nonsense", "heading"})
  void listsABackupWithoutALabelWhoseManifestIsNone(String what) throws Exception {
    try (HostStore store = store()) {
      StoredBackup stored = put(store, file(BYTES), MANIFEST);
      Path manifest = folder().resolve(MANIFEST.name().manifest());
      Path kept = Files.move(manifest, base.resolve("kept"));
      switch (what) {
        case "link" -> Files.createSymbolicLink(manifest, kept);
        case "folder" -> Files.createDirectory(manifest);
        case "pipe" -> RealProgram.output(Path.of("/usr/bin/mkfifo"), manifest.toString());
        case "cut" -> Files.writeString(manifest, Files.readString(kept).substring(0, 80));
        case "empty" -> Files.createFile(manifest);
        case "heading" -> Files.writeString(manifest, "==> ./backup_20260101_000000.dump.json <==");
        default -> Files.write(manifest, BackupFixture.bytes(5000, 1));
      }
      StoredBackup listed = store.list().getFirst();
      assertEquals(1, store.list().size());
      assertEquals(stored.name(), listed.name());
      assertEquals(Optional.empty(), listed.label());
      if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
        assertFails(ErrorCode.BACKUP_MANIFEST_INVALID, () -> store.manifest(listed));
      } else {
        assertEquals(Optional.empty(), store.manifest(listed));
      }
    }
  }

  @Test
  void overwritesNeitherALinkNorAManifestThatIsLeft() throws Exception {
    Files.createDirectories(folder());
    Path target = folder().resolve(MANIFEST.name().toString());
    Path file = file(BYTES);
    try (HostStore store = store()) {
      Files.createSymbolicLink(target, work.resolve("nowhere"));
      assertThrows(PolicyException.class, () -> put(store, file, MANIFEST));
      Files.delete(target);
      Files.createFile(folder().resolve(MANIFEST.name().manifest()));
      assertThrows(PolicyException.class, () -> put(store, file, MANIFEST));
    }
    assertEquals(List.of(MANIFEST.name().manifest()), remains());
  }

  @Test
  void saysThatItsFolderIsAFile() throws Exception {
    Path file = file(BYTES);
    for (Path folder : List.of(file, file.resolve("below"))) {
      try (HostStore store = host.store(folder)) {
        assertFails(ErrorCode.FILE_UNWRITABLE, () -> store.requireUsable(1));
        assertFails(ErrorCode.FILE_UNWRITABLE, () -> put(store, file, MANIFEST));
      }
    }
    try (HostStore store = host.store(file)) {
      assertFails(ErrorCode.BACKUP_STORE_REFUSED, store::list);
    }
  }

  @Test
  void saysThatItMayNotWriteOrRead() throws Exception {
    Path file = file(BYTES);
    Path locked = base.resolve("locked");
    Files.createDirectories(locked.resolve("inside"));
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try (Sshd sshd = programs().startAsNobody()) {
      for (Path folder : List.of(locked, locked.resolve("inside"), locked.resolve("none"))) {
        try (HostStore store = store(sshd, folder)) {
          assertFails(ErrorCode.FILE_UNWRITABLE, () -> store.requireUsable(1));
          assertFails(ErrorCode.FILE_UNWRITABLE, () -> put(store, file, MANIFEST));
          assertFails(ErrorCode.BACKUP_STORE_REFUSED, store::list);
        }
      }
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void listsWhatItMayNotRead() throws Exception {
    Files.createDirectories(folder());
    for (Path open : List.of(base, folder().getParent(), folder())) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    new BackupFolder(folder()).fill(List.of(MANIFEST), BYTES);
    for (String name : remains()) {
      Files.setPosixFilePermissions(
          folder().resolve(name), PosixFilePermissions.fromString("---------"));
    }
    try (Sshd sshd = programs().startAsNobody();
        HostStore store = store(sshd, folder())) {
      StoredBackup listed = store.list().getFirst();
      assertEquals(Optional.empty(), listed.label());
      assertFails(ErrorCode.BACKUP_STORE_REFUSED, () -> store.manifest(listed));
      Path to = work.resolve("fetched");
      assertFails(ErrorCode.BACKUP_STORE_REFUSED, () -> store.fetch(listed, to, BackupWatch.NONE));
      assertFalse(Files.exists(to));
    }
  }

  @Test
  void findsRelativeFoldersBelowTheUsersHome() throws Exception {
    Path home = Path.of(System.getProperty("user.home"));
    Path below = Files.createTempDirectory(home, "ignition-test");
    try (HostStore store =
        HostPrograms.store(
            host.sshd(),
            host.sshd().port(),
            HostFolder.of(below.getFileName() + "/b", Optional.empty()))) {
      StoredBackup stored = put(store, file(BYTES), MANIFEST);
      assertEquals(List.of(stored), store.list());
      assertTrue(Files.exists(below.resolve("b/" + MANIFEST.name())));
      assertEquals(List.of(), store.delete(List.of(stored)));
    } finally {
      Files.deleteIfExists(below.resolve("b"));
      Files.deleteIfExists(below);
    }
  }

  @Test
  void keepsNothingThatDoesNotFit() throws Exception {
    Files.createDirectories(folder());
    Path file = file(MUCH);
    try (Tmpfs _ = Tmpfs.mount(folder(), "12m");
        HostStore store = store()) {
      StoredBackup stored = put(store, file(BYTES), manifest(BYTES));
      BackupManifest much =
          BackupFixture.manifest(BackupFixture.name(1), BackupFixture.LABEL, MUCH);
      assertFails(ErrorCode.DISK_FULL, () -> store.requireUsable(MUCH.length));
      assertFails(ErrorCode.DISK_FULL, () -> put(store, file, much));
      assertEquals(List.of(stored), store.list());
      assertEquals(2, remains().size());
    }
  }

  @Test
  void saysWhatCanNotBeRemoved() throws Exception {
    try (HostStore store = store()) {
      StoredBackup stored = put(store, file(BYTES), MANIFEST);
      Files.delete(Path.of(stored.place()));
      Path inTheWay = Files.createDirectory(folder().resolve(stored.name().toString()));
      List<String> left = store.delete(List.of(stored));
      assertEquals(1, left.size());
      assertTrue(left.getFirst().startsWith(stored.name() + " can't be removed from "));
      assertTrue(left.getFirst().contains("irectory"), left::getFirst);
      Files.delete(inTheWay);
    }
    assertEquals(List.of(), remains());
  }

  @Test
  void fetchesOverNothingAndLeavesNothingHalf() throws Exception {
    try (HostStore store = store()) {
      StoredBackup stored = put(store, file(MUCH), manifest(MUCH));
      Path there = file(BYTES);
      assertThrows(InputException.class, () -> store.fetch(stored, there, BackupWatch.NONE));
      assertEquals(BYTES.length, Files.size(there));
      Path small = Files.createDirectory(work.resolve("small"));
      try (Tmpfs _ = Tmpfs.mount(small, "4m")) {
        Path to = small.resolve("fetched");
        assertFails(ErrorCode.DISK_FULL, () -> store.fetch(stored, to, BackupWatch.NONE));
        assertFalse(Files.exists(to));
      }
      assertEquals(List.of(stored), store.list());
    }
  }
}
