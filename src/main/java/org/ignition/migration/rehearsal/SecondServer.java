package org.ignition.migration.rehearsal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ignition.database.ScratchServer;
import org.ignition.failure.CancelledException;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.jspecify.annotations.Nullable;

/** A server that is started, used and stopped beside the thread that begins it. */
final class SecondServer implements AutoCloseable {

  private final CompletableFuture<RehearsalOutcome> outcome = new CompletableFuture<>();
  private final Thread thread;
  private @Nullable ScratchServer server;
  private boolean over;

  private SecondServer(
      Supplier<ScratchServer> start, Function<ScratchServer, RehearsalOutcome> work) {
    // A virtual thread takes a detour at each read, and there are thousands of short ones.
    this.thread = Thread.ofPlatform().daemon().unstarted(() -> run(start, work));
  }

  /** Starts a server and lets {@code work} use it. */
  static SecondServer begin(
      Supplier<ScratchServer> start, Function<ScratchServer, RehearsalOutcome> work) {
    SecondServer second = new SecondServer(start, work);
    second.thread.start();
    return second;
  }

  private void run(Supplier<ScratchServer> start, Function<ScratchServer, RehearsalOutcome> work) {
    try (ScratchServer started = start.get()) {
      if (isWanted(started)) {
        outcome.complete(work.apply(started));
      }
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  private synchronized boolean isWanted(ScratchServer started) {
    server = started;
    return !over;
  }

  /**
   * Waits for what came of it.
   *
   * @throws IgnitionException when its server did not start, or failed
   * @throws CancelledException when this thread is interrupted
   */
  RehearsalOutcome outcome() {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IgnitionException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          Problem.of(
              ErrorCode.CANCELLED,
              "Cancelled while migrations were rehearsed",
              "",
              "Run the same command again"),
          e);
    }
  }

  /** Stops the server, whatever it does, and waits until it is gone. */
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It ends with this process.
    }
  }

  private synchronized void stop() {
    over = true;
    if (server != null) {
      server.close();
    }
  }
}
