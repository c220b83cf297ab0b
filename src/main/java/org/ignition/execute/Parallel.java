package org.ignition.execute;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;

/** Does the same to many things at once, on virtual threads; the first failure stops the others. */
public final class Parallel {

  private Parallel() {}

  /**
   * Runs {@code action} on every item.
   *
   * @throws IgnitionException the first that an action threw
   * @throws CancelledException when the calling thread is interrupted
   */
  public static <T> void forEach(Collection<T> items, Consumer<T> action) {
    if (items.size() == 1) {
      items.forEach(action);
      return;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      List<Future<Boolean>> started =
          items.stream().map(item -> running.submit(task(item, action))).toList();
      try {
        for (int i = 0; i < started.size(); i++) {
          running.take().get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw cancelled(e);
      } catch (ExecutionException e) {
        throw unwrapped(e);
      } finally {
        started.forEach(future -> future.cancel(true));
      }
    }
  }

  private static <T> Callable<Boolean> task(T item, Consumer<T> action) {
    return () -> {
      action.accept(item);
      return true;
    };
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(e.getCause());
  }

  private static CancelledException cancelled(InterruptedException e) {
    return new CancelledException(
        Problem.of(
            ErrorCode.CANCELLED,
            "Cancelled",
            "",
            "Run the same command again: it goes on from what is there"),
        e);
  }
}
