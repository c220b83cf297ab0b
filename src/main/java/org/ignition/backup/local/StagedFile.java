package org.ignition.backup.local;

import java.io.IOException;
import java.nio.file.Path;
import org.ignition.backup.BackupName;
import org.ignition.backup.file.PartialFile;

/**
 * A file that a backup is written to until it is whole. {@link FolderStore#put} of its folder moves
 * it; what nobody moved is gone with {@link #close}.
 */
public final class StagedFile implements AutoCloseable {

  private final BackupName name;
  private final PartialFile file;

  StagedFile(PartialFile file) {
    this.name = BackupName.parse(file.name()).orElseThrow();
    this.file = file;
  }

  /** The name that nobody else takes in this folder as long as this is open. */
  public BackupName name() {
    return name;
  }

  /** Where to write; there, empty, and readable by its owner only. */
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The next run removes it.
    }
  }
}
