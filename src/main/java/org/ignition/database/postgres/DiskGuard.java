package org.ignition.database.postgres;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ignition.failure.IgnitionException;

/**
 * Ends the sessions of migrations that fill the disk, before the disk is full: a server that can't
 * write its log dies, and so may whatever else runs on the machine.
 */
final class DiskGuard implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(50);
  private static final long ENOUGH = 1L << 30;

  private final Thread watcher;
  private volatile boolean acted;

  /**
   * @param place on the disk to watch
   * @param endSessions what to do when little of it is left
   */
  DiskGuard(Path place, Runnable endSessions) {
    this.watcher = Thread.ofVirtual().name("disk-guard").start(() -> watch(place, endSessions));
  }

  /** Whether sessions were ended. */
  boolean hasActed() {
    return acted;
  }

  private void watch(Path place, Runnable endSessions) {
    try {
      FileStore disk = Files.getFileStore(place);
      long least = least(disk.getUsableSpace());
      while (true) {
        Thread.sleep(EVERY);
        if (disk.getUsableSpace() < least) {
          acted = true;
          endSessions.run();
        }
      }
    } catch (IOException | IgnitionException e) {
      // The folder or the server is gone.
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
