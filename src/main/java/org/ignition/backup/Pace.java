package org.ignition.backup;

import java.time.Duration;

/** Tells a watch how far something is, about once a second, however often it is told itself. */
public final class Pace {

  private static final long EVERY_NANOS = 1_000_000_000;

  private final BackupWatch watch;
  private final long began = System.nanoTime();
  private long told = began;

  /** Begins now. */
  public Pace(BackupWatch watch) {
    this.watch = watch;
  }

  /**
   * Takes note.
   *
   * @param bytes that were moved by now
   */
  public void at(long bytes) {
    long now = System.nanoTime();
    if (now - told >= EVERY_NANOS) {
      told = now;
      watch.written(bytes, Duration.ofNanos(now - began));
    }
  }
}
