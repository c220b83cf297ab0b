package org.ignition.backup.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupFolder;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupStoreContract;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;
import org.ignition.testing.RealProgram;
import org.ignition.testing.Tmpfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real folders. */
class FolderStoreTest extends BackupStoreContract {

  private static final byte[] BYTES = {1, 2, 3};
  private static final BackupManifest MANIFEST =
      BackupFixture.manifest(BackupFixture.name(0), BackupFixture.LABEL, BYTES);

  @TempDir Path base;

  private Path folder() {
    return base.resolve("back ups/größer");
  }

  @Override
  public BackupStore open(String environment, String database) {
    return new FolderStore(folder());
  }

  @Override
  public List<String> remains() throws IOException {
    return new BackupFolder(folder()).names();
  }

  @Override
  public void loseBytes(StoredBackup backup) throws IOException {
    Files.delete(folder().resolve(backup.name().toString()));
  }

  @Override
  public void loseManifest(StoredBackup backup) throws IOException {
    Files.delete(folder().resolve(backup.name().manifest()));
  }

  @Override
  public void ageManifests(Duration age) throws IOException {
    ageManifests(folder(), age);
  }

  @Override
  public void fill(List<BackupManifest> manifests, byte[] bytes) throws IOException {
    new BackupFolder(folder()).fill(manifests, bytes);
  }

  private FolderStore store() {
    return new FolderStore(folder());
  }

  private StoredBackup put() throws IOException {
    return store().put(file(BYTES), MANIFEST, BackupWatch.NONE);
  }

  private static void assertUnwritable(FolderStore store, Path file) {
    for (IgnitionException refused :
        List.of(
            assertThrows(InputException.class, () -> store.requireUsable(1)),
            assertThrows(
                InputException.class, () -> store.put(file, MANIFEST, BackupWatch.NONE)))) {
      assertEquals(ErrorCode.FILE_UNWRITABLE, refused.code());
      assertTrue(refused.problem().what().contains(store.name()), refused::getMessage);
    }
  }

  @Test
  void letsNobodyElseRead() throws Exception {
    Path loose = file(BYTES);
    Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-rw-rw-"));
    store().put(loose, MANIFEST, BackupWatch.NONE);
    for (String name : remains()) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))),
          name);
    }
    assertEquals(2, remains().size());
    Path fetched = work.resolve("fetched");
    store().fetch(store().list().getFirst(), fetched, BackupWatch.NONE);
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched)));
  }

  @Test
  void movesWhatWasWrittenThere() throws Exception {
    try (StagedFile staged = new Staging(folder()).reserve(MANIFEST.name())) {
      assertEquals(MANIFEST.name(), staged.name());
      Files.write(staged.path(), BYTES);
      Object written = Files.getAttribute(staged.path(), "unix:ino");
      StoredBackup stored = store().put(staged.path(), MANIFEST, BackupWatch.NONE);
      assertFalse(Files.exists(staged.path()));
      assertEquals(written, Files.getAttribute(Path.of(stored.place()), "unix:ino"));
    }
    assertEquals(List.of(MANIFEST.name().toString(), MANIFEST.name().manifest()), remains());
  }

  @Test
  void beginsUnderTheNextFreeName() throws Exception {
    put();
    Staging staging = new Staging(folder());
    try (StagedFile first = staging.reserve(MANIFEST.name());
        StagedFile second = staging.reserve(MANIFEST.name());
        StagedFile other = staging.reserve(MANIFEST.name().withEncryption(true))) {
      assertEquals(BackupFixture.name(1), first.name());
      assertEquals(BackupFixture.name(2), second.name());
      assertEquals(MANIFEST.name().withEncryption(true), other.name());
    }
    assertEquals(2, remains().size());
  }

  @Test
  void keepsANameForWhoBeganIt() throws Exception {
    try (StagedFile staged = new Staging(folder()).reserve(MANIFEST.name())) {
      Path file = file(BYTES);
      assertThrows(PolicyException.class, () -> store().put(file, MANIFEST, BackupWatch.NONE));
      assertTrue(Files.exists(staged.path()));
      assertEquals(List.of(), store().list());
    }
  }

  @Test
  void takesNoFileForABackupThatIsNone() throws Exception {
    StoredBackup stored = put();
    Path elsewhere = Files.write(base.resolve("elsewhere"), BYTES);
    Files.createSymbolicLink(folder().resolve("backup_20260101_000000.dump"), elsewhere);
    Files.createSymbolicLink(folder().resolve("backup_20260101_000001.dump"), work.resolve("no"));
    Files.createDirectory(folder().resolve("backup_20260101_000002.dump"));
    Files.write(folder().resolve("backup_20260101_000003.dump.gz"), BYTES);
    Files.write(folder().resolve("backup_20260231_000000.dump"), BYTES);
    Files.write(folder().resolve("Sicherung größer .dump"), BYTES);
    assertEquals(List.of(stored), store().list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "folder", "pipe", "cut", "empty", "nonsense"})
  void listsABackupWithoutALabelWhoseManifestIsNone(String what) throws Exception {
    StoredBackup stored = put();
    Path manifest = folder().resolve(MANIFEST.name().manifest());
    Path kept = Files.move(manifest, base.resolve("kept"));
    switch (what) {
      case "link" -> Files.createSymbolicLink(manifest, kept);
      case "folder" -> Files.createDirectory(manifest);
      case "pipe" -> RealProgram.output(Path.of("/usr/bin/mkfifo"), manifest.toString());
      case "cut" -> Files.writeString(manifest, Files.readString(kept).substring(0, 80));
      case "empty" -> Files.createFile(manifest);
      default -> Files.write(manifest, BackupFixture.bytes(5000, 1));
    }
    StoredBackup listed = store().list().getFirst();
    assertEquals(stored.name(), listed.name());
    assertEquals(Optional.empty(), listed.label());
    if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      RemoteException invalid = assertThrows(RemoteException.class, () -> store().manifest(listed));
      assertEquals(ErrorCode.BACKUP_MANIFEST_INVALID, invalid.code());
    } else {
      assertEquals(Optional.empty(), store().manifest(listed));
    }
  }

  @Test
  void overwritesNeitherALinkNorAManifestThatIsLeft() throws Exception {
    Files.createDirectories(folder());
    Path target = folder().resolve(MANIFEST.name().toString());
    Files.createSymbolicLink(target, work.resolve("nowhere"));
    assertThrows(PolicyException.class, this::put);
    Files.delete(target);
    Files.createFile(folder().resolve(MANIFEST.name().manifest()));
    assertThrows(PolicyException.class, this::put);
    assertEquals(List.of(MANIFEST.name().manifest()), remains());
  }

  @Test
  void saysThatItsFolderIsAFile() throws Exception {
    Path file = file(BYTES);
    Path notFolder = Files.createFile(base.resolve("file"));
    assertUnwritable(new FolderStore(notFolder), file);
    assertUnwritable(new FolderStore(notFolder.resolve("below")), file);
    InputException unreadable =
        assertThrows(InputException.class, () -> new FolderStore(notFolder).list());
    assertEquals(ErrorCode.BACKUP_STORE_REFUSED, unreadable.code());
  }

  @Test
  void keepsNothingThatDoesNotFit() throws Exception {
    byte[] much = BackupFixture.bytes(12 << 20, 1);
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(1), BackupFixture.LABEL, much);
    Files.createDirectories(folder());
    try (Tmpfs _ = Tmpfs.mount(folder(), "9m")) {
      Path file = file(much);
      StoredBackup stored = put();
      for (IgnitionException full :
          List.of(
              assertThrows(InputException.class, () -> store().requireUsable(much.length)),
              assertThrows(
                  InputException.class, () -> store().put(file, manifest, BackupWatch.NONE)))) {
        assertEquals(ErrorCode.DISK_FULL, full.code());
      }
      assertEquals(List.of(stored), store().list());
      assertEquals(2, remains().size());
    }
  }

  @Test
  void fetchesOverNothingAndLeavesNothingHalf() throws Exception {
    StoredBackup stored = put();
    Path there = file(new byte[] {9});
    assertThrows(InputException.class, () -> store().fetch(stored, there, BackupWatch.NONE));
    assertArrayEquals(new byte[] {9}, Files.readAllBytes(there));
    Path nowhere = work.resolve("no/folder/file");
    assertThrows(InputException.class, () -> store().fetch(stored, nowhere, BackupWatch.NONE));
  }

  @Test
  void hidesItsFolderFromGitInACheckoutOnly() throws Exception {
    put();
    assertFalse(Files.exists(folder().resolve(".gitignore")));
    Files.createDirectory(base.resolve(".git"));
    new Staging(folder()).reserve(BackupFixture.name(1)).close();
    assertEquals("*\n", Files.readString(folder().resolve(".gitignore")));
    Files.writeString(folder().resolve(".gitignore"), "own\n");
    store()
        .put(
            file(BYTES),
            BackupFixture.manifest(BackupFixture.name(1), BackupFixture.LABEL, BYTES),
            BackupWatch.NONE);
    assertEquals("own\n", Files.readString(folder().resolve(".gitignore")));
  }
}
