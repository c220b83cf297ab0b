package org.ignition.backup.postgres;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A place that is made beside other work, before anybody asks for it. */
final class EarlyPlace implements AutoCloseable {

  private final CompletableFuture<ProofPlace> place = new CompletableFuture<>();
  private final int major;
  private final Thread maker;

  /** Begins to make one with a server that {@code servers} starts. */
  EarlyPlace(ProofServers servers, int major) {
    this.major = major;
    this.maker = Thread.ofPlatform().daemon().name("early-place").start(() -> make(servers));
  }

  /** Of the server that it is to be on. */
  int major() {
    return major;
  }

  private void make(ProofServers servers) {
    try {
      place.complete(ProofPlace.on(servers.start(major)));
    } catch (RuntimeException | Error e) {
      place.completeExceptionally(e);
    }
  }

  /** Waits for it; the caller closes it from then on. Fails as a start that was asked for does. */
  ProofPlace take() throws InterruptedException {
    try {
      return place.get();
    } catch (ExecutionException e) {
      switch (place.exceptionNow()) {
        case RuntimeException failed -> throw failed;
        case Error error -> throw error;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }

  /** Of one that nobody took nothing is left then, not even where this thread was told to stop. */
  @Override
  public void close() {
    maker.interrupt();
    try {
      place.join().close();
    } catch (CompletionException e) {
      // None was made, and why is of no interest any more.
    }
  }
}
