package org.ignition.execute;

import java.time.Duration;
import java.util.function.Consumer;
import org.ignition.backup.BackupWatch;

/**
 * A watch whose warnings are taken note of.
 *
 * @param progress is told the rest
 * @param warnings are told what did not go as it should
 */
record HeedingWatch(BackupWatch progress, Consumer<String> warnings) implements BackupWatch {

  @Override
  public void written(long bytes, Duration since) {
    progress.written(bytes, since);
  }

  @Override
  public void tight(long freeBytes, long databaseBytes) {
    progress.tight(freeBytes, databaseBytes);
  }

  @Override
  public void warned(String what) {
    warnings.accept(what);
  }
}
