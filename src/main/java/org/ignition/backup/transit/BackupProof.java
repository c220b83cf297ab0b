package org.ignition.backup.transit;

import java.nio.file.Path;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.RestoreVerdict;

/** Proves a file that was a backup, without the database that it is of. */
public interface BackupProof extends AutoCloseable {

  /**
   * Begins with what it takes to restore a file on a server of our own, beside whatever is done
   * until it is there, such as fetching it.
   *
   * @param manifest what it will be
   */
  void begin(BackupManifest manifest);

  /**
   * Makes sure that the file can be read.
   *
   * @param manifest what it is
   * @throws org.ignition.failure.IgnitionException when it can't
   */
  void requireReadable(Path file, BackupManifest manifest);

  /**
   * Restores the file on a server of our own and compares what it then holds.
   *
   * @param manifest what the database was
   */
  RestoreVerdict prove(Path file, BackupManifest manifest);

  /** Ends what was begun and not needed. */
  @Override
  void close();
}
