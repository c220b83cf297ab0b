package org.ignition.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a place has. */
public interface StoredBackups extends BackupPlace {

  /**
   * All backups, newest first. Never as much as one request for each.
   *
   * <p>A manifest without its backup is none.
   */
  List<StoredBackup> list();

  /**
   * Manifests whose backups never came, as a run was killed between the two. They are no backups,
   * and keep their names from others.
   *
   * @param listed what {@link #list} gave
   * @param age that they have at least, so that nobody is about to bring the backup
   * @return the names of the backups that are not there
   */
  List<BackupName> loneManifests(List<StoredBackup> listed, Duration age);

  /** What stands beside a backup; empty when nothing does. */
  Optional<BackupManifest> manifest(StoredBackup backup);

  /**
   * Brings a backup's bytes here. They are not compared with anything yet.
   *
   * @param to a file that is not there yet
   */
  void fetch(StoredBackup backup, Path to, BackupWatch watch);
}
