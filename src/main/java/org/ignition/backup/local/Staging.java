package org.ignition.backup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.file.DiskRoom;
import org.ignition.backup.file.PartialFile;
import org.ignition.failure.DiskSpace;

/**
 * Where backups are written until they are whole: the folder that keeps them, so that none is
 * copied, or a work folder if another place does.
 *
 * @param folder made if it is not there
 */
public record Staging(Path folder) {

  /**
   * Begins a file, under the first free name from {@code first} on, and removes what killed runs
   * left.
   *
   * @throws org.ignition.failure.InputException when nothing can be written there
   */
  public StagedFile reserve(BackupName first) {
    try {
      Files.createDirectories(folder);
      GitIgnore.addTo(folder);
      return new StagedFile(PartialFile.reserve(folder.toAbsolutePath(), first.candidates()));
    } catch (IOException e) {
      StoreProblem problem = new StoreProblem(folder.toString());
      throw DiskSpace.isExhaustedBy(e)
          ? problem.full("The disk is full")
          : problem.unwritable(String.valueOf(e.getMessage()));
    }
  }

  /** Bytes that are free there; as much as can be, if that is unknown. */
  public long freeBytes() {
    return DiskRoom.freeBytes(folder);
  }
}
