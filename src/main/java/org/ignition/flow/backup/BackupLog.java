package org.ignition.flow.backup;

import java.time.Duration;
import org.ignition.backup.BackupWatch;
import org.ignition.log.Log;

/** Tells the user how a backup goes on. */
final class BackupLog implements BackupWatch {

  private static final long EVERY_SECONDS = 10;
  private static final long MEBIBYTE = 1 << 20;

  private final Log log;
  private long told;

  BackupLog(Log log) {
    this.log = log;
  }

  @Override
  public void written(long bytes, Duration since) {
    if (since.toSeconds() >= told + EVERY_SECONDS) {
      told = since.toSeconds();
      log.line("  " + bytes / MEBIBYTE + " MiB written in " + told + " s");
    }
  }

  @Override
  public void warned(String what) {
    log.warn(what);
  }

  @Override
  public void tight(long freeBytes, long databaseBytes) {
    log.warn(
        "The disk may be too small for the backup: "
            + freeBytes / MEBIBYTE
            + " MiB are free, the database takes up "
            + databaseBytes / MEBIBYTE
            + " MiB");
  }
}
