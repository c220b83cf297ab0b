package org.ignition.execute;

import java.time.Duration;
import org.ignition.backup.BackupWatch;

/** A watch that remembers whether something did not go as it should. */
final class HeedingWatch implements BackupWatch {

  private final BackupWatch watch;
  private boolean warned;

  /**
   * @param watch is told all of it
   */
  HeedingWatch(BackupWatch watch) {
    this.watch = watch;
  }

  boolean warned() {
    return warned;
  }

  @Override
  public void written(long bytes, Duration since) {
    watch.written(bytes, since);
  }

  @Override
  public void tight(long freeBytes, long databaseBytes) {
    watch.tight(freeBytes, databaseBytes);
  }

  @Override
  public void warned(String what) {
    warned = true;
    watch.warned(what);
  }
}
