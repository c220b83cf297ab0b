package org.ignition.backup.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room that a folder has, which need not be there yet. */
public final class DiskRoom {

  private DiskRoom() {}

  /** Bytes that are free for files in it; as much as can be, if that is unknown. */
  public static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(existing(folder)).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The folder, or what is there of its way. */
  public static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
