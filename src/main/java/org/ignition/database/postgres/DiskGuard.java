package org.ignition.database.postgres;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.ignition.failure.IgnitionException;

/**
 * Ends the sessions of migrations that fill the disk, before the disk is full: a server that can't
 * write its log dies, and so may whatever else runs on the machine.
 */
final class DiskGuard implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(50);
  private static final long ENOUGH = 1L << 30;

  private final LongSupplier free;
  private final Runnable endSessions;
  private final Thread watcher;
  private volatile boolean acted;

  /**
   * @param free what is left of the disk, in bytes
   * @param endSessions what to do when that is little
   */
  DiskGuard(LongSupplier free, Runnable endSessions) {
    this.free = free;
    this.endSessions = endSessions;
    long least = least(free.getAsLong());
    this.watcher = Thread.ofVirtual().name("disk-guard").start(() -> watch(least));
  }

  /** Whether sessions were ended. */
  boolean hasActed() {
    return acted;
  }

  private void watch(long least) {
    try {
      while (true) {
        Thread.sleep(EVERY);
        if (free.getAsLong() < least) {
          acted = true;
          endSessions.run();
        }
      }
    } catch (IgnitionException e) {
      // The server is gone, and what it wrote with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What must stay free: a gibibyte, or half of what was free where that is less. */
  static long least(long freeAtStart) {
    return Math.min(ENOUGH, freeAtStart / 2);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
