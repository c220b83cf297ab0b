package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a file that is whole the name that it was written for. */
public final class FinalName {

  private FinalName() {}

  /**
   * Puts a file's bytes on the disk and renames it, within its file system. Of two who want the
   * same name one gets it: a link is made where no file is, which renaming does not promise.
   *
   * @throws FileAlreadyExistsException when the name is taken; nothing has changed then
   */
  public static void give(Path file, Path name) throws IOException {
    force(file);
    if (isLinked(file, name)) {
      Files.delete(file);
    } else {
      rename(file, name);
    }
    keep(name.toAbsolutePath().resolveSibling(""));
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Not on FAT, for one, which has no links. */
  private static boolean isLinked(Path file, Path name) throws FileAlreadyExistsException {
    try {
      Files.createLink(name, file);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static void rename(Path file, Path name) throws IOException {
    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(name.toString());
    }
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void keep(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every file system can be asked for this; the file is whole, whatever its name.
    }
  }
}
