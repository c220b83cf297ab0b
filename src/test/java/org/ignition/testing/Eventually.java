package org.ignition.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assertions;

/** What another program does soon, however busy this machine is. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAUSE_MILLIS = 20;

  private Eventually() {}

  /** Waits until {@code condition} is true. */
  public static void await(Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      Assertions.assertTrue(Instant.now().isBefore(end), "did not happen");
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
