package org.ignition.image.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;

/** Does the same with several blobs at a time, as many as there are processors. */
public final class InParallel {

  private InParallel() {}

  /**
   * One blob's share of the work.
   *
   * @param <T> what it is done with
   * @param <R> what comes of it
   */
  @FunctionalInterface
  public interface Work<T, R> {

    /** Does it. */
    R apply(T item) throws IOException;
  }

  /**
   * The results in the order of {@code items}. When one fails, the rest is given up and the first
   * failure by that order is thrown.
   *
   * @throws CancelledException when the calling thread is interrupted
   */
  public static <T, R> List<R> map(List<T> items, Work<T, R> work) throws IOException {
    Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures =
          items.stream()
              .map(item -> threads.submit(() -> limited(processors, item, work)))
              .toList();
      try {
        return results(futures);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T, R> R limited(Semaphore processors, T item, Work<T, R> work)
      throws IOException, InterruptedException {
    processors.acquire();
    try {
      return work.apply(item);
    } finally {
      processors.release();
    }
  }

  private static <R> List<R> results(List<Future<R>> futures) throws IOException {
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <R> R result(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(ErrorCode.CANCELLED, "Cancelled while reading the image", "", ""), e);
    }
  }

  private static IOException rethrown(Throwable cause) {
    return switch (cause) {
      case IOException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> new IOException("reading failed", cause);
    };
  }
}
