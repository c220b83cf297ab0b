package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every place promises about what is to go. */
interface BackupRemovalContract extends TestedPlace {

  @Test
  default void deletesABackupWithItsManifest() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup first = put(store, TestedPlace.manifest(0));
      StoredBackup second = put(store, TestedPlace.manifest(1));
      StoredBackup third = put(store, TestedPlace.manifest(2));
      assertEquals(List.of(), store.delete(List.of(first, third)));
      assertEquals(List.of(second), store.list());
      assertEquals(List.of(), store.delete(List.of(second)));
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      assertEquals(List.of(), store.delete(List.of()));
    }
  }

  @Test
  default void takesWhatIsGoneForDeleted() throws Exception {
    try (BackupStore store = open()) {
      StoredBackup stored = put(store, TestedPlace.manifest(0));
      StoredBackup halfGone = put(store, TestedPlace.manifest(1));
      loseBytes(halfGone);
      assertEquals(List.of(), store.delete(List.of(stored)));
      assertEquals(List.of(), store.delete(List.of(stored, halfGone)));
      assertEquals(List.of(), remains());
    }
  }

  @Test
  default void findsManifestsThatAreLeftAloneAndRemovesThem() throws Exception {
    long now = Duration.between(BackupFixture.BEGUN, Instant.now()).toSeconds();
    try (BackupStore store = open()) {
      StoredBackup lost = put(store, TestedPlace.manifest(now));
      StoredBackup kept = put(store, TestedPlace.manifest(now + 1));
      StoredBackup locked =
          put(
              store,
              BackupFixture.manifest(
                  BackupFixture.name(now + 2).withEncryption(true),
                  BackupFixture.LABEL,
                  TestedPlace.bytes()));
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
      assertEquals(Optional.of(TestedPlace.manifest(now + 1)), store.manifest(kept));
      put(store, TestedPlace.manifest(now));
      assertEquals(2, store.list().size());
    }
  }

  @Test
  default void looksForManifestsWhereThereIsNothing() throws Exception {
    try (BackupStore store = open()) {
      assertEquals(List.of(), store.loneManifests(List.of(), Duration.ZERO));
      assertEquals(List.of(), store.deleteManifests(List.of()));
      assertEquals(List.of(), store.deleteManifests(List.of(BackupFixture.name(0))));
    }
  }
}
