package org.ignition.registry.client;

import java.time.Duration;

/** Waits, so that tests need not. */
@FunctionalInterface
public interface Sleeper {

  /** Really waits. */
  Sleeper REAL = Thread::sleep;

  /** Waits for {@code duration}. */
  void sleep(Duration duration) throws InterruptedException;
}
