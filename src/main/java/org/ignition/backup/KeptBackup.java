package org.ignition.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backup with all the places that have it.
 *
 * @param name of its file
 * @param copies of it, in the order of the stores, at least one
 */
public record KeptBackup(BackupName name, List<Copy> copies) {

  /** Copies the list. */
  public KeptBackup {
    copies = List.copyOf(copies);
  }

  /**
   * A backup in one place.
   *
   * @param store its name
   * @param backup as it is there
   */
  public record Copy(String store, StoredBackup backup) {}

  /** What it is of, as the first place says that knows it. */
  public Optional<BackupLabel> label() {
    return copies.stream().flatMap(copy -> copy.backup().label().stream()).findFirst();
  }

  /** Of its file. */
  public long sizeBytes() {
    return copies.getFirst().backup().sizeBytes();
  }

  /** The names of the stores that have it. */
  public List<String> stores() {
    return copies.stream().map(Copy::store).toList();
  }

  /** All backups of {@code stores}, newest first. */
  public static List<KeptBackup> of(List<BackupStore> stores) {
    Map<BackupName, List<Copy>> byName = new LinkedHashMap<>();
    for (BackupStore store : stores) {
      for (StoredBackup backup : store.list()) {
        byName
            .computeIfAbsent(backup.name(), _ -> new ArrayList<>())
            .add(new Copy(store.name(), backup));
      }
    }
    return byName.entrySet().stream()
        .map(entry -> new KeptBackup(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(KeptBackup::name).reversed())
        .toList();
  }
}
