package org.ignition.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
          .filter(file -> !OpenFiles.isOurs(file))
          .forEach(StaleFiles::removeIfStale);
    }
  }

  private static void removeIfStale(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Duration age = age(file);
      boolean lockable = !PartialName.isJournal(file.getFileName().toString());
      boolean abandoned = lockable && age.compareTo(UNTIL_LOCKED) > 0 && OpenFiles.tryLock(channel);
      if (abandoned || age.compareTo(LONGEST) > 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is somebody else's, or gone by now; the backup does not depend on it.
    }
  }

  private static Duration age(Path file) throws IOException {
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
  }
}
