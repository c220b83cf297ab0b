package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What every place for backups promises. */
public abstract class BackupStoreContract
    implements StoredBackupsContract,
        BackupDestinationContract,
        BackupRemovalContract,
        KeyNotesContract {

  @TempDir protected Path work;

  @Override
  public final Path work() {
    return work;
  }

  @Override
  public final Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(work, "file", ""), bytes);
  }

  @Override
  public void fill(List<BackupManifest> manifests, byte[] bytes) throws Exception {
    try (BackupStore store = open()) {
      for (BackupManifest manifest : manifests) {
        store.put(file(bytes), manifest, BackupWatch.NONE);
      }
    }
  }

  /** Lets manifests below a folder of this machine be as old as that. */
  protected static void ageManifests(Path folder, Duration age) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }
}
