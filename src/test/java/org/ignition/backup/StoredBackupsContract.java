package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place promises about what it has. */
interface StoredBackupsContract extends TestedPlace {

  @Test
  default void beginsEmpty() throws Exception {
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
  default void listsTheNewestFirst() throws Exception {
    try (BackupStore store = open()) {
      for (long seconds : new long[] {5, 86_400 * 400L, -86_400 * 400L, 0}) {
        put(store, TestedPlace.manifest(seconds));
      }
      put(
          store,
          BackupFixture.manifest(
              BackupFixture.name(60).withEncryption(true),
              BackupFixture.LABEL,
              TestedPlace.bytes()));
      List<BackupName> names = TestedPlace.names(store.list());
      assertEquals(names.stream().sorted(Comparator.reverseOrder()).toList(), names);
      assertEquals(5, names.size());
      assertTrue(names.get(1).encrypted());
    }
  }

  @Test
  default void takesAManifestAloneForNone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup lost = put(store, TestedPlace.manifest(0));
      StoredBackup kept = put(store, TestedPlace.manifest(1));
      loseBytes(lost);
      assertEquals(List.of(kept), store.list());
    }
  }

  @Test
  default void listsABackupWhoseManifestIsGone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, TestedPlace.manifest(0));
      loseManifest(stored);
      StoredBackup listed = store.list().getFirst();
      assertEquals(stored.name(), listed.name());
      assertEquals(SIZE, listed.sizeBytes());
      assertEquals(Optional.empty(), store.manifest(listed));
      assertArrayEquals(TestedPlace.bytes(), fetched(store, listed));
      assertEquals(List.of(), store.delete(List.of(listed)));
      assertEquals(List.of(), remains());
    }
  }

  @Test
  default void saysThatABackupIsGone() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, TestedPlace.manifest(0));
      assertEquals(List.of(), store.delete(List.of(stored)));
      Path to = work().resolve("gone");
      IgnitionException gone =
          assertThrows(IgnitionException.class, () -> store.fetch(stored, to, BackupWatch.NONE));
      assertEquals(ErrorCode.BACKUP_NOT_FOUND, gone.code());
      assertFalse(Files.exists(to));
      assertEquals(Optional.empty(), store.manifest(stored));
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
  default void keepsLabels(String odd) throws Exception {
    assertKept(BackupFixture.label(odd, odd));
  }

  @Test
  default void keepsALabelThatSaysLittle() throws Exception {
    assertKept(BackupFixture.bareLabel("shop"));
  }

  @Test
  default void listsAThousand() throws Exception {
    byte[] small = {1, 2, 3};
    List<BackupManifest> manifests =
        LongStream.range(0, 1000)
            .mapToObj(seconds ->
                BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, small))
            .toList();
    fill(manifests, small);
    try (BackupStore store = open()) {
      List<StoredBackup> listed = store.list();
      assertEquals(
          manifests.reversed().stream().map(BackupManifest::name).toList(),
          TestedPlace.names(listed));
      assertTrue(
          listed.stream()
              .allMatch(backup -> backup.label().equals(Optional.of(BackupFixture.LABEL))));
      assertTrue(listed.stream().allMatch(backup -> backup.sizeBytes() == small.length));
    }
  }

  private void assertKept(BackupLabel label) throws Exception {
    BackupManifest manifest =
        BackupFixture.manifest(BackupFixture.name(0), label, TestedPlace.bytes());
    try (BackupStore store = open(label.environment(), label.database())) {
      put(store, manifest);
      StoredBackup listed = store.list().getFirst();
      assertEquals(Optional.of(label), listed.label());
      assertEquals(Optional.of(manifest), store.manifest(listed));
    }
  }
}
