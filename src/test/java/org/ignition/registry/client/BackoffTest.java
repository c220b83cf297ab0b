package org.ignition.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(3));

  private static Optional<Duration> after(int failed, Duration waited, Optional<Duration> asked) {
    return BACKOFF.after(failed, waited, asked, new Random(42));
  }

  @Test
  void spreadsWaitsBelowBoundThatDoubles() {
    Random random = new Random(7);
    for (int failed = 1; failed < 5; failed++) {
      Duration bound = Duration.ofSeconds(1L << (failed - 1));
      for (int i = 0; i < 100; i++) {
        Duration wait =
            BACKOFF.after(failed, Duration.ZERO, Optional.empty(), random).orElseThrow();
        assertTrue(wait.compareTo(bound) <= 0, wait + " after " + failed);
      }
    }
  }

  @Test
  void givesUpAfterLastAttempt() {
    assertEquals(Optional.empty(), after(5, Duration.ZERO, Optional.empty()));
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    assertEquals(
        Optional.of(Duration.ofSeconds(33)),
        after(1, Duration.ZERO, Optional.of(Duration.ofSeconds(33))));
  }

  @Test
  void isNotSentToSleepForHours() {
    assertEquals(
        Optional.of(Duration.ofSeconds(60)),
        after(1, Duration.ZERO, Optional.of(Duration.ofHours(5))));
  }

  @Test
  void givesUpWhenItHasWaitedEnoughInAll() {
    assertEquals(
        Optional.empty(), after(3, Duration.ofSeconds(150), Optional.of(Duration.ofSeconds(31))));
  }
}
