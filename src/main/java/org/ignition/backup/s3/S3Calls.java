package org.ignition.backup.s3;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ignition.backup.Pace;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Asks the bucket. A request is on a thread of its own, so that the thread that waits for it can be
 * interrupted however stuck the connection is. Single requests are small: one that is given up is
 * left to its timeout. Pieces of files are not, see {@link Lanes}.
 *
 * <p>What the SDK throws comes through as it is; see {@link S3Problem}.
 */
final class S3Calls implements AutoCloseable {

  private static final int TIDYING_SECONDS = 10;

  private final S3Client client;
  private final BucketPatience patience;

  /** Of the platform: the sockets of virtual ones keep a poller alive, which delays an exit. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

  S3Calls(S3Client client, BucketPatience patience) {
    this.client = client;
    this.patience = patience;
  }

  /** For requests from the threads of {@link Lanes}. */
  S3Client client() {
    return client;
  }

  BucketPatience patience() {
    return patience;
  }

  /** One request, or a few that belong together. */
  <T> T call(Function<S3Client, T> request) throws InterruptedException {
    Future<T> answer = threads.submit(() -> request.apply(client));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  /**
   * Tidies up after a failure, even in a thread that is interrupted, but not for long: what is left
   * is no backup, and later runs remove it.
   */
  void tidy(Consumer<S3Client> request) {
    boolean interrupted = Thread.interrupted();
    Future<?> answer = threads.submit(() -> request.accept(client));
    try {
      answer.get(TIDYING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something about many pieces of a file. */
  @FunctionalInterface
  interface Pieces {
    void through(Lanes lanes) throws IOException, InterruptedException, ExecutionException;
  }

  /** Has pieces moved until all are. */
  void move(Pace pace, Pieces pieces) throws IOException, InterruptedException {
    try (Lanes lanes = new Lanes(pace)) {
      pieces.through(lanes);
      lanes.finish();
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static RuntimeException cause(ExecutionException failure) {
    return failure.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(failure.getCause());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
