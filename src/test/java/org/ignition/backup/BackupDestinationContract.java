package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place promises about what it is given. */
interface BackupDestinationContract extends TestedPlace {

  @Test
  default void givesBackWhatItWasGiven() throws Exception {
    BackupManifest manifest = TestedPlace.manifest(0);
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
      assertArrayEquals(TestedPlace.bytes(), fetched(store, listed));
    }
  }

  @Test
  default void overwritesNothing() throws Exception {
    BackupManifest first = TestedPlace.manifest(0);
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
      assertArrayEquals(TestedPlace.bytes(), fetched(store, stored));
      assertEquals(1, store.list().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"other bytes", "one byte less", "one byte more"})
  default void refusesBytesThatAreNotThoseOfTheManifest(String how) throws Exception {
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
              IgnitionException.class,
              () -> store.put(file, TestedPlace.manifest(0), BackupWatch.NONE));
      assertTrue(
          Set.of(ErrorCode.BACKUP_ALTERED, ErrorCode.BACKUP_STORE_REFUSED).contains(refused.code()),
          refused::toString);
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      put(store, TestedPlace.manifest(0));
      assertEquals(1, store.list().size());
    }
  }

  @Test
  default void leavesNothingWhenItIsInterrupted() throws Exception {
    try (BackupStore store = open()) {
      Path file = file(TestedPlace.bytes());
      Thread.currentThread().interrupt();
      try {
        assertThrows(
            CancelledException.class,
            () -> store.put(file, TestedPlace.manifest(0), BackupWatch.NONE));
      } finally {
        Thread.interrupted();
      }
    }
    try (BackupStore store = open()) {
      assertEquals(List.of(), store.list());
      assertEquals(List.of(), remains());
      put(store, TestedPlace.manifest(0));
    }
  }

  @Test
  default void takesTwoAtOnce() throws Exception {
    List<Optional<IgnitionException>> ended =
        atOnce(TestedPlace.manifest(0), TestedPlace.manifest(1));
    assertEquals(List.of(Optional.empty(), Optional.empty()), ended);
    try (BackupStore store = open()) {
      assertEquals(
          List.of(BackupFixture.name(1), BackupFixture.name(0)), TestedPlace.names(store.list()));
      assertArrayEquals(TestedPlace.bytes(), fetched(store, store.list().getLast()));
    }
  }

  @Test
  default void givesANameToOneOfTwo() throws Exception {
    List<Optional<IgnitionException>> ended =
        atOnce(TestedPlace.manifest(0), TestedPlace.manifest(0));
    List<IgnitionException> refused = ended.stream().flatMap(Optional::stream).toList();
    assertEquals(1, refused.size(), ended::toString);
    assertEquals(PolicyException.class, refused.getFirst().getClass());
    try (BackupStore store = open()) {
      StoredBackup kept = store.list().getFirst();
      assertEquals(1, store.list().size());
      assertEquals(Optional.of(TestedPlace.manifest(0)), store.manifest(kept));
      assertArrayEquals(TestedPlace.bytes(), fetched(store, kept));
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
