package org.ignition.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FakeSource;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.local.FolderStore;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.api.Test;

class TakenBackupTest extends BackupExecution {

  @Test
  void keepsWhatItWroteInEveryPlace() throws IOException {
    run(WRITE, PROVE, LOCAL, REMOTE);
    Backup taken = executor.taken().orElseThrow();
    assertEquals("backup_20260115_104500.dump", taken.name().toString());
    assertEquals(BackupKind.DAILY, taken.manifest().label().kind());
    assertEquals("production", taken.manifest().label().environment());
    assertEquals(Optional.of(FakeSource.CONTENTS), taken.manifest().contents());
    assertEquals(List.of("folder/" + taken.name(), "bucket/" + taken.name()), taken.places());
    assertEquals(local.list(), remote.list());
    assertEquals("equal: 1 tables, 3 rows", remark(1));
    assertEquals(List.of(), left());
  }

  @Test
  void givesTheNextPlaceWhatAFolderMoved() throws IOException {
    FolderStore moving = new FolderStore(folder);
    BackupTaker taker =
        new BackupTaker(
            new BackupTaker.Means(
                source,
                new Staging(folder),
                Recipients.NONE,
                new Origin("", "", BackupManifest.By.UNKNOWN, "1.0.0"),
                Clock.fixed(BackupFixture.BEGUN, ZoneOffset.UTC),
                BackupWatch.NONE),
            List.of(moving, remote));
    taker.take(new BackupOrder(BackupKind.DAILY, "a test", Proof.LIST));
    assertEquals(
        List.of("backup_20260115_104500.dump", "backup_20260115_104500.dump.json"),
        left().stream().sorted().toList());
    assertEquals(1, remote.list().size());
  }

  @Test
  void encryptsBeforeAnybodyKeepsIt() throws IOException {
    run(WRITE, ENCRYPT, LOCAL);
    StoredBackup stored = local.list().getFirst();
    assertTrue(stored.name().encrypted());
    assertEquals(List.of(keys.recipient()), local.manifest(stored).orElseThrow().recipients());
    Path file = folder.resolve("fetched");
    local.fetch(stored, file, BackupWatch.NONE);
    assertTrue(
        Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("age-encryption.org"));
    Files.delete(file);
    assertEquals(List.of(), left());
  }

  @Test
  void keepsNothingThatRestoresToSomethingElse() throws IOException {
    source.provesAs(new RestoreVerdict.Different(List.of("public.users has 2 rows, not 3")));
    RemoteException refused = assertThrows(RemoteException.class, () -> run(WRITE, PROVE, LOCAL));
    assertEquals(ErrorCode.RESTORED_DIFFERS, refused.code());
    assertEquals(List.of(), local.remains());
    assertEquals(List.of(), left());
  }

  @Test
  void keepsWhatCouldNotBeProvedAndSaysSo() {
    source.provesAs(new RestoreVerdict.Undecided("the extension postgis is not here"));
    run(WRITE, PROVE, LOCAL);
    assertEquals(
        Optional.of("the extension postgis is not here"),
        executor.taken().orElseThrow().unproved());
  }

  @Test
  void takesTheNextNameWhereTwoBeganInTheSameSecond() {
    run(WRITE, LOCAL);
    run(WRITE, LOCAL, REMOTE);
    BackupName second = BackupFixture.name(1);
    assertEquals(second, executor.taken().orElseThrow().name());
    assertEquals(second, remote.list().getFirst().name());
  }

  @Test
  void failsPartiallyWhereOnlyOnePlaceKeepsIt() {
    remote.failWith(failure(ErrorCode.BACKUP_STORE_UNREACHABLE));
    PartialException partial =
        assertThrows(PartialException.class, () -> run(WRITE, LOCAL, REMOTE));
    assertEquals(ErrorCode.BACKUP_STORE_UNREACHABLE, partial.code());
    assertEquals(1, local.list().size());
  }

  @Test
  void keepsNothingWhereTheDatabaseDoesNotGiveIt() throws IOException {
    source.failWith(failure(ErrorCode.BACKUP_FAILED));
    assertInstanceOf(
        RemoteException.class, assertThrows(IgnitionException.class, () -> run(WRITE, LOCAL)));
    assertEquals(List.of(), local.remains());
    assertEquals(List.of(), left());
    assertFalse(executor.journal().hasVisibleEffects());
  }
}
