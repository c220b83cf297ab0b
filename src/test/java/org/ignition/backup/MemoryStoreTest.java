package org.ignition.backup;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the fake honest. */
class MemoryStoreTest extends BackupStoreContract {

  private final Map<String, MemoryStore> stores = new HashMap<>();

  @Override
  public BackupStore open(String environment, String database) {
    return stores.computeIfAbsent(environment + " " + database, MemoryStore::new);
  }

  @Override
  public List<String> remains() {
    return stores.values().stream().flatMap(store -> store.remains().stream()).toList();
  }

  @Override
  public void loseBytes(StoredBackup backup) {
    stores.values().forEach(store -> store.loseBytes(backup.name()));
  }

  @Override
  public void loseManifest(StoredBackup backup) {
    stores.values().forEach(store -> store.loseManifest(backup.name()));
  }

  @Override
  public void ageManifests(Duration age) {
    stores.values().forEach(store -> store.ageManifests(age));
  }
}
