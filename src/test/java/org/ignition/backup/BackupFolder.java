package org.ignition.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of backups, as somebody sees it who looks into it.
 *
 * @param path need not be there
 */
public record BackupFolder(Path path) {

  /** The names of all that is in it, sorted. */
  public List<String> names() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Where a backup is in it. */
  public Path file(BackupName name) {
    return path.resolve(name.toString());
  }

  /** Where a backup's manifest is in it. */
  public Path manifest(BackupName name) {
    return path.resolve(name.manifest());
  }

  /** Writes backups by hand, as each that a store puts there waits for the disk. */
  public void fill(List<BackupManifest> manifests, byte[] bytes) throws IOException {
    Files.createDirectories(path);
    for (BackupManifest manifest : manifests) {
      Files.write(file(manifest.name()), bytes);
      Files.writeString(manifest(manifest.name()), BackupManifestJson.write(manifest));
    }
  }
}
