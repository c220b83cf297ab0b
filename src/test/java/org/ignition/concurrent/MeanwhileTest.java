package org.ignition.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.ignition.failure.CancelledException;
import org.junit.jupiter.api.Test;

class MeanwhileTest {

  private final CountDownLatch began = new CountDownLatch(1);
  private final CompletableFuture<String> opening = new CompletableFuture<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();

  private Meanwhile<String> open() {
    return Meanwhile.open(this::opened, ended::add);
  }

  /** Is told to stop, and comes to something all the same. */
  private String opened() {
    began.countDown();
    return opening.join();
  }

  @Test
  void endsWhatIsThereWhenItIsClosed() {
    opening.complete("session");
    try (Meanwhile<String> meanwhile = open()) {
      assertEquals("session", meanwhile.get());
      assertEquals(List.of(), ended);
    }
    assertEquals(List.of("session"), ended);
  }

  @Test
  void endsNothingTwice() throws Exception {
    opening.complete("session");
    Meanwhile<String> there = open();
    there.await();
    there.close();
    there.closeAndWait();
    assertEquals(List.of("session"), ended);
  }

  @Test
  void endsWhatComesAfterItWasClosed() throws Exception {
    CompletableFuture<Boolean> toldToStop = new CompletableFuture<>();
    Meanwhile<String> meanwhile =
        Meanwhile.open(this::opened, _ -> toldToStop.complete(Thread.interrupted()));
    began.await();
    meanwhile.close();
    opening.complete("session");
    assertFalse(toldToStop.get(), "an end in a hurry leaves something behind");
  }

  @Test
  void waitsForTheEndOfWhatComesAfterItWasClosed() throws Exception {
    Meanwhile<String> meanwhile = open();
    began.await();
    Thread.currentThread().interrupt();
    opening.completeAsync(() -> "session");
    meanwhile.closeAndWait();
    assertEquals(List.of("session"), ended);
    assertTrue(Thread.interrupted());
  }

  @Test
  void failsAsWhatItDidFailed() throws Exception {
    IllegalStateException failure = new IllegalStateException("refused");
    Meanwhile<String> meanwhile =
        Meanwhile.read(() -> {
          throw failure;
        });
    assertSame(failure, assertThrows(IllegalStateException.class, meanwhile::get));
    assertSame(failure, assertThrows(IllegalStateException.class, meanwhile::await));
    meanwhile.closeAndWait();
  }

  @Test
  void isCancelledWithTheThreadThatWaitsForIt() {
    try (Meanwhile<String> meanwhile = open()) {
      Thread.currentThread().interrupt();
      assertThrows(CancelledException.class, meanwhile::get);
      assertTrue(Thread.interrupted());
    }
    opening.complete("nothing");
  }
}
