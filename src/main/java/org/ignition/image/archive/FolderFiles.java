package org.ignition.image.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ignition.image.BlobSource.InFile;
import org.ignition.image.Quoted;

/** An archive that is a folder. */
record FolderFiles(Path root, Refusal refusal) implements ArchiveFiles {

  @Override
  public Optional<InFile> find(String name) throws IOException {
    String safe = EntryName.of(name).orElseThrow(() -> outside(name));
    Path file = root.resolve(safe);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Path real = file.toRealPath();
    if (!real.startsWith(root.toRealPath())) {
      throw outside(name);
    }
    return Optional.of(new InFile(real, 0, Files.size(real)));
  }

  private RuntimeException outside(String name) {
    return refusal.unsafe(Quoted.of(name) + " is outside the folder");
  }
}
