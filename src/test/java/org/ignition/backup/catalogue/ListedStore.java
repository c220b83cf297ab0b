package org.ignition.backup.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.StoredBackups;

/**
 * A store that can be listed and nothing else.
 *
 * @param name of it
 * @param backups its list, or why there is none
 */
record ListedStore(String name, Supplier<List<StoredBackup>> backups) implements StoredBackups {

  static ListedStore of(String name, List<StoredBackup> backups) {
    return new ListedStore(name, () -> backups);
  }

  @Override
  public List<StoredBackup> list() {
    return backups.get();
  }

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    throw new UnsupportedOperationException();
  }
}
