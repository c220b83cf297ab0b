package org.ignition.backup.catalogue;

import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.StoredBackups;

/**
 * A backup, wherever it is.
 *
 * @param name which is the same everywhere
 * @param copies at least one, in the order of the stores
 */
public record CataloguedBackup(BackupName name, List<Copy> copies) {

  /** Copies the list. */
  public CataloguedBackup {
    copies = List.copyOf(copies);
  }

  /**
   * One of a backup's copies.
   *
   * @param store that holds it
   * @param backup as the store listed it
   */
  public record Copy(StoredBackups store, StoredBackup backup) {}

  /** What it is of; empty where no copy has a manifest that can be read. */
  public Optional<BackupLabel> label() {
    return copies.stream().flatMap(copy -> copy.backup().label().stream()).findFirst();
  }

  /** Of its first copy. */
  public long sizeBytes() {
    return copies.getFirst().backup().sizeBytes();
  }

  /** The names of the stores that hold it. */
  public List<String> places() {
    return copies.stream().map(copy -> copy.store().name()).toList();
  }
}
