package org.ignition.backup.s3;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ignition.backup.Pace;

/**
 * A few pieces under way at once. The thread that begins them waits, tells how it goes on, and can
 * be interrupted, however stuck a connection is: work is on virtual threads, whose sockets an
 * interrupt closes.
 */
final class Lanes implements AutoCloseable {

  /** As many as keep a fast line busy; each has one connection. */
  private static final int MOST = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorCompletionService<Long> ended = new ExecutorCompletionService<>(threads);
  private final Pace pace;
  private int running;
  private long bytes;

  Lanes(Pace pace) {
    this.pace = pace;
  }

  /**
   * Begins a piece as soon as there is a lane for it.
   *
   * @param work gives how many bytes it moved
   * @throws ExecutionException when an earlier piece failed
   */
  void begin(Callable<Long> work) throws InterruptedException, ExecutionException {
    while (running == MOST) {
      await();
    }
    ended.submit(work);
    running++;
  }

  /**
   * Waits until all have ended.
   *
   * @throws ExecutionException when one failed
   */
  void finish() throws InterruptedException, ExecutionException {
    while (running > 0) {
      await();
    }
  }

  private void await() throws InterruptedException, ExecutionException {
    Future<Long> one = ended.poll(1, TimeUnit.SECONDS);
    if (one != null) {
      running--;
      bytes += one.get();
    }
    pace.at(bytes);
  }

  /** Ends what is still under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
