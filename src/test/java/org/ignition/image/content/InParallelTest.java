package org.ignition.image.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ignition.failure.CancelledException;
import org.junit.jupiter.api.Test;

class InParallelTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  @Test
  void keepsTheOrderAndTheLimit() throws IOException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<Integer> results =
        InParallel.map(
            ITEMS,
            item -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              return item * 2;
            });

    assertEquals(ITEMS.stream().map(item -> item * 2).toList(), results);
    assertTrue(most.get() <= Runtime.getRuntime().availableProcessors());
  }

  @Test
  void throwsTheFirstFailureItself() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                InParallel.map(
                    ITEMS,
                    item -> {
                      if (item >= 5) {
                        throw new IOException("item " + item);
                      }
                      return item;
                    }));

    assertEquals("item 5", thrown.getMessage());
  }

  @Test
  void givesTheRestUpWhenInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThrows(
        CancelledException.class,
        () ->
            InParallel.map(
                ITEMS,
                item -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                  return item;
                }));

    assertTrue(Thread.interrupted());
  }
}
