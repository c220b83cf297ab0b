package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A place that a contract is tried on; empty when a test begins. */
interface TestedPlace {

  int SIZE = 300_000;

  /** The place, for one database; each call reaches it anew. */
  BackupStore open(String environment, String database) throws Exception;

  /** The names of all that lies there now because of backups, hidden and unfinished things too. */
  List<String> remains() throws Exception;

  /** Takes away a backup's own bytes and leaves its manifest. */
  void loseBytes(StoredBackup backup) throws Exception;

  /** Takes away a backup's manifest and leaves its bytes. */
  void loseManifest(StoredBackup backup) throws Exception;

  /** Lets manifests be as old as that. */
  void ageManifests(Duration age) throws Exception;

  /** Puts many small ones there, by whatever way is quick. */
  void fill(List<BackupManifest> manifests, byte[] bytes) throws Exception;

  /** A folder of this machine for files that go there and come from there. */
  Path work();

  /** A new file with these bytes. */
  Path file(byte[] bytes) throws IOException;

  default BackupStore open() throws Exception {
    return open(BackupFixture.LABEL.environment(), BackupFixture.LABEL.database());
  }

  /** What {@link #put} puts there. */
  static byte[] bytes() {
    return BackupFixture.bytes(SIZE, 1);
  }

  static BackupManifest manifest(long seconds) {
    return BackupFixture.manifest(BackupFixture.name(seconds), BackupFixture.LABEL, bytes());
  }

  default StoredBackup put(BackupStore store, BackupManifest manifest) throws IOException {
    return store.put(file(bytes()), manifest, BackupWatch.NONE);
  }

  default byte[] fetched(BackupStore store, StoredBackup backup) throws IOException {
    Path to = work().resolve("fetched " + System.nanoTime());
    store.fetch(backup, to, BackupWatch.NONE);
    return Files.readAllBytes(to);
  }

  static List<BackupName> names(List<StoredBackup> backups) {
    return backups.stream().map(StoredBackup::name).toList();
  }
}
