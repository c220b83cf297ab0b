package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** Copies bytes from file to file, by the kernel where it can; ends when it is interrupted. */
public final class FileCopy {

  private static final long PIECE = 16L * 1024 * 1024;

  private FileCopy() {}

  /**
   * Copies all of it.
   *
   * @param copied is told now and then how many bytes that are by now
   */
  public static void copy(FileChannel from, FileChannel to, LongConsumer copied)
      throws IOException {
    long size = from.size();
    long at = 0;
    while (at < size) {
      long moved = from.transferTo(at, Math.min(PIECE, size - at), to);
      if (moved == 0) {
        throw new IOException("a file became shorter while it was copied");
      }
      at += moved;
      copied.accept(at);
    }
  }
}
