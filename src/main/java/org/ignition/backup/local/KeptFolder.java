package org.ignition.backup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.ignition.backup.StoreProblem;
import org.ignition.failure.DiskSpace;
import org.ignition.failure.InputException;

/**
 * A folder of this machine that keeps backups, and what is said of it where it fails.
 *
 * @param path absolute; need not be there
 */
record KeptFolder(Path path) {

  StoreProblem problem() {
    return new StoreProblem(path.toString());
  }

  /** Makes it where it is not there. */
  void make() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw unwritable(e);
    }
    GitIgnore.addTo(path);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Links count for nothing. */
  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  InputException unreadable(IOException e) {
    return problem().unreadable(said(e));
  }

  InputException unwritable(IOException e) {
    return DiskSpace.isExhaustedBy(e)
        ? problem().full("The disk is full")
        : problem().unwritable(said(e));
  }

  static String said(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
