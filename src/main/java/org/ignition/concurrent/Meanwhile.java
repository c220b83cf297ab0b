package org.ignition.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Something that is got in a thread of its own while others go on.
 *
 * @param <T> what it is
 */
public final class Meanwhile<T> implements AutoCloseable {

  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private final Consumer<T> end;
  private final Thread thread;
  private boolean closed;

  private Meanwhile(Supplier<T> getting, Consumer<T> end) {
    this.end = end;
    // A virtual thread that waits for a socket would cost 0.3 s at the JVM's exit.
    this.thread = Thread.ofPlatform().daemon().name("meanwhile").unstarted(() -> run(getting));
  }

  /** Begins to read what nobody has to close. */
  public static <T> Meanwhile<T> read(Supplier<T> reading) {
    return open(reading, _ -> {});
  }

  /**
   * Begins to open something.
   *
   * @param end closes it; called once it is there and this is closed, whichever comes last
   */
  public static <T> Meanwhile<T> open(Supplier<T> opening, Consumer<T> end) {
    Meanwhile<T> meanwhile = new Meanwhile<>(opening, end);
    meanwhile.thread.start();
    return meanwhile;
  }

  private void run(Supplier<T> getting) {
    try {
      arrived(getting.get());
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      over.complete(null);
    }
  }

  private synchronized void arrived(T value) {
    outcome.complete(value);
    if (closed) {
      Thread.interrupted(); // Who was told to stop waits for the end of it all the same.
      end.accept(value);
    }
  }

  /** Waits for it. Throws what getting it threw. */
  public T await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      switch (outcome.exceptionNow()) {
        case Error error -> throw error;
        case RuntimeException failure -> throw failure;
        case Throwable _ -> throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Waits for it, in a command that has done nothing yet. Throws what getting it threw.
   *
   * @throws CancelledException when this thread is interrupted
   */
  public T get() {
    try {
      return await();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(
              ErrorCode.CANCELLED,
              "Cancelled before anything was done",
              "",
              "Run the same command again"),
          e);
    }
  }

  /** Ends what is there, or what is still to come as soon as it comes. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
      end.accept(outcome.resultNow());
    } else {
      thread.interrupt();
    }
  }

  /**
   * As {@link #close}, and waits until nothing of it is left, whoever tells this thread to stop.
   */
  public void closeAndWait() {
    close();
    over.join();
  }
}
