package org.ignition.backup;

import java.time.Duration;

/** Is told how a backup goes. Calls come from the thread that takes it. */
public interface BackupWatch {

  /** Looks at nothing. */
  BackupWatch NONE = (_, _) -> {};

  /**
   * About once a second.
   *
   * @param bytes that the file has by now
   * @param since the backup began
   */
  void written(long bytes, Duration since);

  /**
   * Before it begins, when the disk may turn out too small: a dump is usually smaller than its
   * database, but need not be.
   *
   * @param freeBytes where the backup is written
   * @param databaseBytes that the database takes up
   */
  default void tight(long freeBytes, long databaseBytes) {}

  /** Something did not go as it should, and yet it goes on. */
  default void warned(String what) {}
}
