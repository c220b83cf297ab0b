package org.ignition.backup;

import java.nio.file.Path;

/**
 * A place that new backups go to. A backup has its name there only when all its bytes are there and
 * were compared.
 */
public interface BackupDestination extends BackupPlace {

  /**
   * Makes sure, before anything is done, that {@link #put} would work, as far as that can be told.
   *
   * @param bytes that the backup may take up; 0 when unknown
   */
  void requireUsable(long bytes);

  /**
   * Keeps a file under its name, with its manifest; when this returns, what is stored was compared
   * with the manifest's digest.
   *
   * @param file the backup's bytes; a folder of this machine may move it to the place that is
   *     returned
   * @param watch told how it goes on
   * @throws org.ignition.failure.PolicyException when the name is taken
   */
  StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch);

  /** Where a backup is, as users would name it to another program. */
  default String whereabouts(StoredBackup backup) {
    return name() + "/" + backup.name();
  }
}
