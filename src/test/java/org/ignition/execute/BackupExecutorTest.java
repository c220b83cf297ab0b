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
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.Backup;
import org.ignition.backup.BackupFixture;
import org.ignition.backup.BackupKind;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupOrder;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FakeSource;
import org.ignition.backup.FakeTarget;
import org.ignition.backup.MemoryStore;
import org.ignition.backup.RestoreVerdict;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.age.Recipients;
import org.ignition.backup.age.TestKeys;
import org.ignition.backup.local.FolderStore;
import org.ignition.backup.local.Staging;
import org.ignition.backup.transit.BackupProof;
import org.ignition.backup.transit.BackupTaker;
import org.ignition.backup.transit.Origin;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.plan.BackupStep;
import org.ignition.plan.Plan;
import org.ignition.testing.SilentListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupExecutorTest {

  private static final BackupStep WRITE = write(BackupStep.Need.ASKED);
  private static final BackupStep PROVE = new BackupStep.ProveBackup("why");
  private static final BackupStep ENCRYPT = new BackupStep.EncryptBackup("why");
  private static final BackupStep LOCAL = new BackupStep.StoreBackup("folder", "why");
  private static final BackupStep REMOTE = new BackupStep.StoreBackup("bucket", "why");
  private static final BackupStep DECRYPT = new BackupStep.DecryptBackup("why");
  private static final BackupStep RESTORE =
      new BackupStep.RestoreDatabase(BackupFixture.name(0), "shop", "why");

  @TempDir Path folder;

  private final FakeSource source = new FakeSource();
  private final FakeTarget target = new FakeTarget();
  private final MemoryStore local = new MemoryStore("folder");
  private final MemoryStore remote = new MemoryStore("bucket");
  private RestoreVerdict verdict = new RestoreVerdict.Equal(1, 3);
  private Optional<BackupManifest> manifest = Optional.empty();
  private final TestKeys keys;
  private BackupExecutor executor;
  private final List<String> warnings = new ArrayList<>();
  private final BackupWatch watch =
      new BackupWatch() {
        @Override
        public void written(long bytes, Duration since) {
          // Nobody looks.
        }

        @Override
        public void warned(String what) {
          warnings.add(what);
        }
      };

  BackupExecutorTest() throws NoSuchAlgorithmException {
    keys = TestKeys.make();
    executor = executor(new Staging(Path.of("nowhere")));
  }

  private BackupExecutor executor(Staging staging) {
    BackupTaker taker =
        new BackupTaker(
            new BackupTaker.Means(
                source,
                staging,
                keys.recipients(),
                new Origin("production", "acme/shop", BackupManifest.By.UNKNOWN, "1.0.0"),
                Clock.fixed(BackupFixture.BEGUN, ZoneOffset.UTC),
                BackupWatch.NONE),
            List.of(local, remote));
    return new BackupExecutor(
        new BackupPorts(
            List.of(local, remote),
            staging,
            watch,
            Optional.of(taker),
            manifest,
            keys.identities(),
            new FakeProof(),
            Optional.of(target)),
        new SilentListener(),
        Clock.systemUTC());
  }

  private final class FakeProof implements BackupProof {
    @Override
    public void requireReadable(Path file, BackupManifest of) {
      assertTrue(Files.exists(file));
    }

    @Override
    public RestoreVerdict prove(Path file, BackupManifest of) {
      return verdict;
    }
  }

  private void run(BackupStep... steps) {
    BackupExecutor running = executor(new Staging(folder));
    executor = running;
    try (running) {
      running.run(new Plan<>("backup", List.of(steps), List.of()));
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".gitignore"))
          .toList();
    }
  }

  private String remark(int step) {
    return executor.journal().entries().get(step).remark();
  }

  // --- one is taken

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

  private static RemoteException failure(ErrorCode code) {
    return new RemoteException(Problem.of(code, "it failed", "", ""));
  }

  // --- one is proved or put back

  private BackupStep fetched() {
    run(WRITE, ENCRYPT, LOCAL);
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

  private static BackupStep write(BackupStep.Need need) {
    return new BackupStep.WriteBackup(BackupKind.DAILY, need, "why");
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

  // --- some go

  private BackupStep removal() {
    return new BackupStep.RemoveBackups(
        "folder",
        local.list().stream().map(each -> new BackupStep.Removal(each, "old")).toList(),
        "why");
  }

  @Test
  void removesWhatThePlanHolds() {
    run(WRITE, LOCAL);
    run(WRITE, LOCAL);
    run(removal());
    assertEquals(List.of(), local.remains());
    assertEquals(2, executor.removed().size());
  }

  @Test
  void removesManifestsWhoseBackupsNeverCame() {
    run(WRITE, LOCAL);
    local.loseBytes(BackupFixture.name(0));
    run(new BackupStep.RemoveManifests("folder", List.of(BackupFixture.name(0)), "why"));
    assertEquals(List.of(), local.remains());
    assertEquals(List.of(), executor.removed());
  }

  @Test
  void failsPartiallyWhereAPlaceKeepsSome() {
    run(WRITE, LOCAL);
    local.keep(BackupFixture.name(0));
    RemoteException whole = assertThrows(RemoteException.class, () -> run(removal()));
    assertEquals(ErrorCode.BACKUP_STORE_REFUSED, whole.code());
    run(WRITE, LOCAL);
    PartialException some = assertThrows(PartialException.class, () -> run(removal()));
    assertTrue(some.problem().why().contains("is locked"));
  }
}
