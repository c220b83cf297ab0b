package org.ignition.backup.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.KeyProofs;
import org.ignition.backup.StoredBackup;

/**
 * A store that can be listed and nothing else.
 *
 * @param name of it
 * @param backups its list, or why there is none
 */
record ListedStore(String name, Supplier<List<StoredBackup>> backups) implements BackupStore {

  static ListedStore of(String name, List<StoredBackup> backups) {
    return new ListedStore(name, () -> backups);
  }

  @Override
  public boolean outlivesThisMachine() {
    return true;
  }

  @Override
  public List<StoredBackup> list() {
    return backups.get();
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> delete(Collection<StoredBackup> backups) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> deleteManifests(Collection<BackupName> names) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyProofs keyProofs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void keep(KeyProofs proofs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void requireUsable(long bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
