package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Puts files where a reader, or a machine that lost its power, finds them whole or not at all. */
final class DurableFiles {

  private DurableFiles() {}

  /** Replaces {@code target} by {@code content}, written to {@code scratch} first. */
  static void replace(Path target, byte[] content, Path scratch) throws IOException {
    try (FileChannel channel =
        FileChannel.open(scratch, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(scratch);
      throw e;
    }
    moveIn(scratch, target);
  }

  /** Moves a file that is on disk already to its place. */
  static void moveIn(Path written, Path target) throws IOException {
    Files.move(
        written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(Objects.requireNonNull(target.toAbsolutePath().getParent()));
  }

  /** A rename is on disk once its folder is. */
  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
