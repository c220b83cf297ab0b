package org.ignition.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoredBackup;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;
import org.ignition.plan.BackupStep;
import org.junit.jupiter.api.Test;

class ChosenBackupTest extends BackupExecution {

  private BackupStep fetched() {
    run(WRITE, ENCRYPT, LOCAL);
    proofs.clear();
    StoredBackup stored = local.list().getFirst();
    manifest = local.manifest(stored);
    return fetch(stored, "folder");
  }

  private static BackupStep fetch(StoredBackup stored, String... stores) {
    return new BackupStep.FetchBackup(
        Stream.of(stores).map(store -> new BackupStep.FetchBackup.Copy(store, stored)).toList(),
        true,
        "why");
  }

  private BackupStep fetchedFromEither() {
    run(WRITE, LOCAL, REMOTE);
    StoredBackup stored = local.list().getFirst();
    manifest = local.manifest(stored);
    return fetch(stored, "folder", "bucket");
  }

  @Test
  void takesNoteOfWhatTheTargetCouldNotBringBack() throws IOException {
    target.lose("the event trigger audit");
    run(fetchedFromEither(), RESTORE);
    assertTrue(executor.warned());
  }

  @Test
  void takesAnotherCopyWhereTheFirstIsAlteredOrGone() throws IOException {
    BackupStep fetch = fetchedFromEither();
    local.alter(BackupFixture.name(0), new byte[] {1, 2, 3});
    run(fetch, RESTORE);
    assertEquals("three rows", target.text());
    assertTrue(executor.warned());
    assertTrue(warnings.getFirst().contains("folder"), warnings::toString);
    assertTrue(warnings.getFirst().contains("3 bytes, not"), warnings::toString);
    local.loseBytes(BackupFixture.name(0));
    run(fetch, RESTORE);
    assertEquals(2, warnings.size());
    assertEquals(List.of(), left());
  }

  @Test
  void namesEveryCopyWhereNoneIsGood() throws IOException {
    BackupStep fetch = fetchedFromEither();
    local.alter(BackupFixture.name(0), new byte[] {1, 2, 3});
    remote.alter(BackupFixture.name(0), new byte[] {1, 2});
    PolicyException refused = assertThrows(PolicyException.class, () -> run(fetch, RESTORE));
    assertEquals(ErrorCode.BACKUP_ALTERED, refused.code());
    String why = refused.problem().why();
    assertTrue(why.contains("2 bytes, not") && why.contains("bucket"), why);
    assertTrue(why.contains("3 bytes, not") && why.contains("folder"), why);
    assertEquals("", target.text());
    assertEquals(List.of(), left());
  }

  @Test
  void saysHowToRestoreWithoutABackupOfWhatIsThere() {
    BackupStep fetch = fetched();
    source.failWith(failure(ErrorCode.DATABASE_UNSOUND));
    RemoteException refused =
        assertThrows(
            RemoteException.class,
            () -> run(fetch, DECRYPT, write(BackupStep.Need.BEFORE_LOSS), LOCAL, RESTORE));
    assertEquals(ErrorCode.DATABASE_UNSOUND, refused.code());
    assertTrue(refused.problem().advice().contains("`allow-data-loss: true`"));
    assertEquals("", target.text());
  }

  @Test
  void goesOnWithoutThatBackupWhereTheLossIsAllowed() {
    BackupStep fetch = fetched();
    source.failWith(failure(ErrorCode.DATABASE_UNSOUND));
    run(fetch, DECRYPT, write(BackupStep.Need.IF_POSSIBLE), ENCRYPT, LOCAL, RESTORE);
    assertEquals("three rows", target.text());
    assertEquals(Optional.empty(), executor.taken());
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals(Journal.Outcome.FAILED, executor.journal().entries().get(4).outcome());
  }

  private static BackupStep verify(Proof proof) {
    return new BackupStep.VerifyBackup(proof, "why");
  }

  @Test
  void provesWhatIsKept() throws IOException {
    BackupStep fetch = fetched();
    run(fetch, DECRYPT, verify(Proof.LIST), verify(Proof.RESTORE));
    assertEquals(Optional.of(verdict), executor.verdict());
    assertEquals(List.of(), left());
  }

  @Test
  void noticesAlteredBytes() {
    BackupStep fetch = fetched();
    BackupName name = local.list().getFirst().name();
    local.alter(name, new byte[] {1, 2, 3});
    PolicyException altered = assertThrows(PolicyException.class, () -> run(fetch, DECRYPT));
    assertEquals(ErrorCode.BACKUP_ALTERED, altered.code());
    local.alter(name, new byte[(int) manifest.orElseThrow().sizeBytes()]);
    assertEquals(
        ErrorCode.BACKUP_ALTERED, assertThrows(PolicyException.class, () -> run(fetch)).code());
  }

  @Test
  void noticesThatABackupRestoresToSomethingElse() {
    verdict = new RestoreVerdict.Different(List.of("table public.users is missing"));
    BackupStep fetch = fetched();
    PolicyException differs =
        assertThrows(PolicyException.class, () -> run(fetch, DECRYPT, verify(Proof.RESTORE)));
    assertEquals(ErrorCode.RESTORED_DIFFERS, differs.code());
    assertTrue(differs.problem().why().contains("public.users is missing"));
  }

  @Test
  void putsBackWhatIsKeptAfterABackupOfWhatIsThere() throws IOException {
    BackupStep fetch = fetched();
    source.set("now four rows");
    run(fetch, DECRYPT, WRITE, LOCAL, RESTORE, new BackupStep.CompareDatabase(false, "why"));
    assertEquals("three rows", target.text());
    assertEquals(2, local.list().size());
    assertEquals(14, executor.schemaVersion().getAsLong());
    assertEquals(List.of(), left());
  }

  @Test
  void saysThatTheDatabaseIsAnotherOnceItIsReplaced() {
    BackupStep fetch = fetched();
    target.lie();
    PartialException partial =
        assertThrows(
            PartialException.class,
            () -> run(fetch, DECRYPT, RESTORE, new BackupStep.CompareDatabase(false, "why")));
    assertEquals(ErrorCode.RESTORED_DIFFERS, partial.code());
  }

  @Test
  void replacesNothingWithoutTheBackupOfWhatIsThere() {
    BackupStep fetch = fetched();
    local.failWith(failure(ErrorCode.BACKUP_STORE_UNREACHABLE));
    assertThrows(RemoteException.class, () -> run(fetch, DECRYPT, WRITE, LOCAL, RESTORE));
    assertEquals("", target.text());
  }

  @Test
  void beginsToProveBeforeItFetches() {
    BackupStep fetch = fetched();
    run(fetch, DECRYPT, verify(Proof.RESTORE));
    String begun = "begin " + manifest.orElseThrow().name();
    assertEquals(List.of(begun, "prove", "close"), proofs);
  }

  @Test
  void endsWhatWasBegunWhereNothingCouldBeFetched() {
    BackupStep fetch = fetched();
    local.alter(local.list().getFirst().name(), new byte[] {1, 2, 3});
    assertThrows(PolicyException.class, () -> run(fetch, DECRYPT, verify(Proof.RESTORE)));
    assertEquals(List.of("begin " + manifest.orElseThrow().name(), "close"), proofs);
  }

  @Test
  void beginsNothingWhereAListIsProofEnough() {
    run(fetched(), DECRYPT, verify(Proof.LIST));
    assertEquals(List.of("close"), proofs);
  }
}
