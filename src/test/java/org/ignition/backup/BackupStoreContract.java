package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place for backups promises. Each test begins with an empty place. */
public abstract class BackupStoreContract {

  private static final int SIZE = 300_000;
  private static final byte[] BYTES = BackupFixture.bytes(SIZE, 1);

  /** A folder of this machine for files that go there and come from there. */
  @TempDir protected Path work;

  /** The place of this test, for one database; each call reaches it anew. */
  protected abstract BackupStore open(String environment, String database) throws Exception;

  /** The names of all that lies there now because of backups, hidden and unfinished things too. */
  protected abstract List<String> remains() throws Exception;

  /** Takes away a backup's own bytes and leaves its manifest. */
  protected abstract void loseBytes(StoredBackup backup) throws Exception;

  /** Takes away a backup's manifest and leaves its bytes. */
  protected abstract void loseManifest(StoredBackup backup) throws Exception;

  /** Lets manifests be as old as that. */
  protected abstract void ageManifests(Duration age) throws Exception;

  /** The same for those below a folder of this machine. */
  protected static void ageManifests(Path folder, Duration age) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }

  /** Puts many small ones there, by whatever way is quick. */
  protected void fill(List<BackupManifest> manifests, byte[] bytes) throws Exception {
    try (BackupStore store = open()) {
      for (BackupManifest manifest : manifests) {
        store.put(file(bytes), manifest, BackupWatch.NONE);
      }
    }
  }

  protected final BackupStore open() throws Exception {
    return open(BackupFixture.LABEL.environment(), BackupFixture.LABEL.database());
  }

  /** A new file with these bytes. */
  protected final Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(work, "file", ""), bytes);
  }

  protected static BackupManifest manifest(long seconds) {
    return BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, BYTES);
  }

  private StoredBackup put(BackupStore store, BackupManifest manifest) throws IOException {
    return store.put(file(BYTES), manifest, BackupWatch.NONE);
  }

  private byte[] fetched(BackupStore store, StoredBackup backup) throws IOException {
    Path to = work.resolve("fetched " + System.nanoTime());
    store.fetch(backup, to, BackupWatch.NONE);
    return Files.readAllBytes(to);
  }

  private static List<BackupName> names(List<StoredBackup> backups) {
    return backups.stream().map(StoredBackup::name).toList();
  }

  @Test
  void beginsEmpty() throws Exception {
    try (BackupStore store = open()) {
      assertEquals(List.of(), store.list());
      assertFalse(store.name().isBlank());
      store.requireUsable(SIZE);
      store.requireUsable(0);
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
    }
  }

  @Test
  void givesBackWhatItWasGiven() throws Exception {
    BackupManifest manifest = manifest(0);
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, manifest);
      assertEquals(manifest.name(), stored.name());
      assertEquals(SIZE, stored.sizeBytes());
      assertEquals(Optional.of(manifest.label()), stored.label());
    }
    try (BackupStore store = open()) {
      StoredBackup listed = store.list().getFirst();
      assertEquals(1, store.list().size());
      assertEquals(manifest.name(), listed.name());
      assertEquals(SIZE, listed.sizeBytes());
      assertEquals(Optional.of(manifest.label()), listed.label());
      assertFalse(listed.place().isBlank());
      assertEquals(Optional.of(manifest), store.manifest(listed));
      assertArrayEquals(BYTES, fetched(store, listed));
    }
  }

  @Test
  void listsTheNewestFirst() throws Exception {
    try (BackupStore store = open()) {
      for (long seconds : new long[] {5, 86_400 * 400L, -86_400 * 400L, 0}) {
        put(store, manifest(seconds));
      }
      put(
          store,
          BackupFixture.manifest(
              BackupFixture.name(60).withEncryption(true), BackupFixture.LABEL, BYTES));
      List<BackupName> names = names(store.list());
      assertEquals(names.stream().sorted(Comparator.reverseOrder()).toList(), names);
      assertEquals(5, names.size());
      assertTrue(names.get(1).encrypted());
    }
  }

  @Test
  void overwritesNothing() throws Exception {
    BackupManifest first = manifest(0);
    byte[] others = BackupFixture.bytes(SIZE, 2);
    BackupManifest second =
        BackupFixture.manifest(first.name(), BackupFixture.bareLabel("shop"), others);
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, first);
      Path file = file(others);
      PolicyException taken =
          assertThrows(PolicyException.class, () -> store.put(file, second, BackupWatch.NONE));
      assertEquals(ErrorCode.BACKUP_STORE_REFUSED, taken.code());
      assertEquals(Optional.of(first), store.manifest(stored));
      assertArrayEquals(BYTES, fetched(store, stored));
      assertEquals(1, store.list().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"other bytes", "one byte less", "one byte more"})
  void refusesBytesThatAreNotThoseOfTheManifest(String how) throws Exception {
    byte[] wrong =
        switch (how) {
          case "other bytes" -> BackupFixture.bytes(SIZE, 3);
          case "one byte less" -> BackupFixture.bytes(SIZE - 1, 1);
          default -> BackupFixture.bytes(SIZE + 1, 1);
        };
    try (BackupStore store = open()) {
      Path file = file(wrong);
      IgnitionException refused =
          assertThrows(
              IgnitionException.class, () -> store.put(file, manifest(0), BackupWatch.NONE));
      assertTrue(
          Set.of(ErrorCode.BACKUP_ALTERED, ErrorCode.BACKUP_STORE_REFUSED).contains(refused.code()),
          refused::toString);
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      put(store, manifest(0));
      assertEquals(1, store.list().size());
    }
  }

  @Test
  void takesAManifestAloneForNone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup lost = put(store, manifest(0));
      StoredBackup kept = put(store, manifest(1));
      loseBytes(lost);
      assertEquals(List.of(kept), store.list());
    }
  }

  @Test
  void findsManifestsThatAreLeftAloneAndRemovesThem() throws Exception {
    long now = Duration.between(BackupFixture.BEGUN, Instant.now()).toSeconds();
    try (BackupStore store = open()) {
      StoredBackup lost = put(store, manifest(now));
      StoredBackup kept = put(store, manifest(now + 1));
      StoredBackup locked =
          put(
              store,
              BackupFixture.manifest(
                  BackupFixture.name(now + 2).withEncryption(true), BackupFixture.LABEL, BYTES));
      loseBytes(lost);
      loseBytes(locked);
      assertEquals(List.of(), store.loneManifests(store.list(), Duration.ofDays(2)));
      ageManifests(Duration.ofDays(3));
      assertEquals(List.of(), store.loneManifests(store.list(), Duration.ofDays(4)));
      List<BackupName> lone = store.loneManifests(store.list(), Duration.ofDays(2));
      assertEquals(List.of(lost.name(), locked.name()), lone);
      assertEquals(List.of(), store.deleteManifests(lone));
      assertEquals(List.of(), store.deleteManifests(lone));
      assertEquals(List.of(), store.loneManifests(store.list(), Duration.ofDays(2)));
      assertEquals(List.of(kept), store.list());
      assertEquals(Optional.of(manifest(now + 1)), store.manifest(kept));
      put(store, manifest(now));
      assertEquals(2, store.list().size());
    }
  }

  @Test
  void looksForManifestsWhereThereIsNothing() throws Exception {
    try (BackupStore store = open()) {
      assertEquals(List.of(), store.loneManifests(List.of(), Duration.ZERO));
      assertEquals(List.of(), store.deleteManifests(List.of()));
      assertEquals(List.of(), store.deleteManifests(List.of(BackupFixture.name(0))));
    }
  }

  @Test
  void remembersWhenKeysWereUsed() throws Exception {
    KeyProofs proofs = KeyProofs.NONE.with(List.of("age1one", "age1two"), BackupFixture.BEGUN);
    try (BackupStore store = open()) {
      assertEquals(KeyProofs.NONE, store.keyNotes().read());
      store.keyNotes().keep(proofs);
      assertEquals(proofs, store.keyNotes().read());
      assertEquals(List.of(), store.list());
    }
    KeyProofs later = proofs.with(List.of("age1one"), BackupFixture.BEGUN.plusSeconds(60));
    try (BackupStore store = open()) {
      store.keyNotes().keep(later);
      put(store, manifest(0));
      assertEquals(later, store.keyNotes().read());
      assertEquals(1, store.list().size());
    }
  }

  @Test
  void listsABackupWhoseManifestIsGone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, manifest(0));
      loseManifest(stored);
      StoredBackup listed = store.list().getFirst();
      assertEquals(stored.name(), listed.name());
      assertEquals(SIZE, listed.sizeBytes());
      assertEquals(Optional.empty(), store.manifest(listed));
      assertArrayEquals(BYTES, fetched(store, listed));
      assertEquals(List.of(), store.delete(List.of(listed)));
      assertEquals(List.of(), remains());
    }
  }

  @Test
  void deletesABackupWithItsManifest() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup first = put(store, manifest(0));
      StoredBackup second = put(store, manifest(1));
      StoredBackup third = put(store, manifest(2));
      assertEquals(List.of(), store.delete(List.of(first, third)));
      assertEquals(List.of(second), store.list());
      assertEquals(List.of(), store.delete(List.of(second)));
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      assertEquals(List.of(), store.delete(List.of()));
    }
  }

  @Test
  void takesWhatIsGoneForDeleted() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, manifest(0));
      StoredBackup halfGone = put(store, manifest(1));
      loseBytes(halfGone);
      assertEquals(List.of(), store.delete(List.of(stored)));
      assertEquals(List.of(), store.delete(List.of(stored, halfGone)));
      assertEquals(List.of(), remains());
    }
  }

  @Test
  void saysThatABackupIsGone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, manifest(0));
      assertEquals(List.of(), store.delete(List.of(stored)));
      Path to = work.resolve("gone");
      IgnitionException gone =
          assertThrows(IgnitionException.class, () -> store.fetch(stored, to, BackupWatch.NONE));
      assertEquals(ErrorCode.BACKUP_NOT_FOUND, gone.code());
      assertFalse(Files.exists(to));
      assertEquals(Optional.empty(), store.manifest(stored));
    }
  }

  @Test
  void leavesNothingWhenItIsInterrupted() throws Exception {
    try (BackupStore store = open()) {
      Path file = file(BYTES);
      Thread.currentThread().interrupt();
      try {
        assertThrows(
            CancelledException.class, () -> store.put(file, manifest(0), BackupWatch.NONE));
      } finally {
        Thread.interrupted();
      }
    }
    try (BackupStore store = open()) {
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      put(store, manifest(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my shop",
        "Käse größer",
        "a/b",
        "../up",
        "100%",
        "%2F",
        "it's",
        "\"quoted\"",
        "$(id) `id`;&",
        "日本語 😀",
        "-rf",
        "back\\slash",
        "a+b=c?d#e",
        "..",
        "shop.db"
      })
  void keepsLabels(String odd) throws Exception {
    assertKept(BackupFixture.label(odd, odd));
  }

  @Test
  void keepsALabelThatSaysLittle() throws Exception {
    assertKept(BackupFixture.bareLabel("shop"));
  }

  private void assertKept(BackupLabel label) throws Exception {
    BackupManifest manifest = BackupFixture.manifest(BackupFixture.name(0), label, BYTES);
    try (BackupStore store = open(label.environment(), label.database())) {
      put(store, manifest);
      StoredBackup listed = store.list().getFirst();
      assertEquals(Optional.of(label), listed.label());
      assertEquals(Optional.of(manifest), store.manifest(listed));
    }
  }

  @Test
  void listsAThousand() throws Exception {
    byte[] small = {1, 2, 3};
    List<BackupManifest> manifests =
        LongStream.range(0, 1000)
            .mapToObj(seconds ->
                BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, small))
            .toList();
    fill(manifests, small);
    try (BackupStore store = open()) {
      List<StoredBackup> listed = store.list();
      assertEquals(manifests.reversed().stream().map(BackupManifest::name).toList(), names(listed));
      assertTrue(
          listed.stream()
              .allMatch(backup -> backup.label().equals(Optional.of(BackupFixture.LABEL))));
      assertTrue(listed.stream().allMatch(backup -> backup.sizeBytes() == small.length));
    }
  }

  @Test
  void takesTwoAtOnce() throws Exception {
    List<Optional<IgnitionException>> ended = atOnce(manifest(0), manifest(1));
    assertEquals(List.of(Optional.empty(), Optional.empty()), ended);
    try (BackupStore store = open()) {
      assertEquals(List.of(BackupFixture.name(1), BackupFixture.name(0)), names(store.list()));
      assertArrayEquals(BYTES, fetched(store, store.list().getLast()));
    }
  }

  @Test
  void givesANameToOneOfTwo() throws Exception {
    List<Optional<IgnitionException>> ended = atOnce(manifest(0), manifest(0));
    List<IgnitionException> refused = ended.stream().flatMap(Optional::stream).toList();
    assertEquals(1, refused.size(), ended::toString);
    assertEquals(PolicyException.class, refused.getFirst().getClass());
    try (BackupStore store = open()) {
      StoredBackup kept = store.list().getFirst();
      assertEquals(1, store.list().size());
      assertEquals(Optional.of(manifest(0)), store.manifest(kept));
      assertArrayEquals(BYTES, fetched(store, kept));
    }
  }

  /** Puts both in the same moment, each over its own way; what each ended with. */
  private List<Optional<IgnitionException>> atOnce(BackupManifest one, BackupManifest other)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<IgnitionException>> first = threads.submit(() -> putting(one, together));
      Future<Optional<IgnitionException>> second = threads.submit(() -> putting(other, together));
      return List.of(first.get(), second.get());
    }
  }

  private Optional<IgnitionException> putting(BackupManifest manifest, CyclicBarrier together)
      throws Exception {
    try (BackupStore store = open()) {
      together.await(30, TimeUnit.SECONDS);
      put(store, manifest);
      return Optional.empty();
    } catch (IgnitionException e) {
      return Optional.of(e);
    }
  }
}
