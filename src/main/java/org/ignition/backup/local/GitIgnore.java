package org.ignition.backup.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Has git pass over a folder of backups: one in a checkout would make the next build a build of
 * uncommitted changes, and a dump of production must not be committed by a careless {@code git
 * add}.
 */
final class GitIgnore {

  private static final String EVERYTHING = "*\n";

  private GitIgnore() {}

  /** Adds the file to {@code folder} if that is in a checkout and has none. */
  static void addTo(Path folder) {
    if (!isInCheckout(folder)) {
      return;
    }
    try {
      Files.writeString(
          folder.resolve(".gitignore"),
          EVERYTHING,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      // It has one, or the backup itself will say why nothing can be written.
    }
  }

  private static boolean isInCheckout(Path folder) {
    return Stream.iterate(folder.toAbsolutePath().normalize(), at -> at != null, Path::getParent)
        .anyMatch(at -> Files.exists(at.resolve(".git")));
  }
}
