package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What runs that were killed have left: temporary files of ours that nobody writes any more. */
public final class StaleFiles {

  /** No backup takes longer; locks don't tell on every file system. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** A file is made first and locked then. */
  private static final Duration UNTIL_LOCKED = Duration.ofSeconds(10);

  private StaleFiles() {}

  /** Removes them from {@code folder}; one that can't be removed is left. */
  public static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> PartialName.is(file.getFileName().toString()))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(StaleFiles::removeIfStale);
    }
  }

  private static void removeIfStale(Path file) {
    Path lock = file.resolveSibling(PartialName.lockFor(file.getFileName().toString()));
    try {
      Duration age = age(file);
      if (!OpenFiles.isOurs(lock)
          && age.compareTo(UNTIL_LOCKED) > 0
          && (age.compareTo(LONGEST) > 0 || isFree(lock))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is somebody else's, or gone by now; the backup does not depend on it.
    }
  }

  /** Whether nobody holds it, or it is not there; it goes with the file that it is beside. */
  private static boolean isFree(Path lock) throws IOException {
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return OpenFiles.tryLock(channel);
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static Duration age(Path file) throws IOException {
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
  }
}
