package org.ignition.backup.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackups;
import org.ignition.failure.CancelledException;
import org.ignition.failure.IgnitionException;
import org.jspecify.annotations.Nullable;

/**
 * The places where backups of one environment are kept.
 *
 * @param stores the nearest first: from there a backup is fetched
 */
public record BackupStores(List<? extends StoredBackups> stores) {

  /** Copies the list. */
  public BackupStores {
    stores = List.copyOf(stores);
  }

  private sealed interface Reading {
    record Done(BackupCatalogue.Holdings holdings) implements Reading {}

    record Failed(Unread unread) implements Reading {}
  }

  /**
   * Lists all stores at the same time. One that can't be read keeps nobody from the others: in a
   * disaster the host is gone, and its bucket is not.
   *
   * @throws IgnitionException when none can be read: why the first one can't
   */
  public BackupCatalogue catalogue() {
    CancelledException.throwIfInterrupted();
    List<BackupCatalogue.Holdings> all = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (Reading reading : readings()) {
      switch (reading) {
        case Reading.Done(var holdings) -> all.add(holdings);
        case Reading.Failed(var failed) -> unread.add(failed);
      }
    }
    if (all.isEmpty() && !unread.isEmpty()) {
      throw unread.getFirst().failure();
    }
    return BackupCatalogue.of(all, unread);
  }

  private List<Reading> readings() {
    List<Callable<Reading>> tasks =
        stores.stream().<Callable<Reading>>map(store -> () -> read(store)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Reading> readings = new ArrayList<>();
      for (Future<Reading> reading : threads.invokeAll(tasks)) {
        readings.add(reading.get());
      }
      return readings;
    } catch (InterruptedException e) {
      throw new StoreProblem(String.join(", ", names())).cancelled(e);
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    }
  }

  private static Reading read(StoredBackups store) {
    try {
      return new Reading.Done(new BackupCatalogue.Holdings(store, store.list()));
    } catch (CancelledException e) {
      throw e;
    } catch (IgnitionException e) {
      return new Reading.Failed(new Unread(store.name(), e));
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  /** As users would recognise them. */
  public List<String> names() {
    return stores.stream().map(StoredBackups::name).toList();
  }
}
