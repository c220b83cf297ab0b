package org.ignition.backup.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import org.ignition.backup.BackupWatch;

/**
 * The file that is about to be a database, beside it and under a hidden name that no other run
 * takes: whoever gave a name to another's file would give it to half of one.
 */
final class StagedFile implements AutoCloseable {

  private static final long BLOCK = 4L * 1024 * 1024;
  private static final String ENDING = ".restore";

  private final Path path;
  private final Path database;

  private StagedFile(Path path, Path database) {
    this.path = path;
    this.database = database;
  }

  /** Beside {@code database}; those that killed runs have left there go. */
  static StagedFile beside(Path database) throws IOException {
    String beginning = "." + database.getFileName() + ".";
    Path folder = database.resolveSibling("");
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, file -> isStaged(file, beginning))) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    }
    return new StagedFile(Files.createTempFile(folder, beginning, ENDING), database);
  }

  private static boolean isStaged(Path file, String beginning) {
    String name = file.getFileName().toString();
    return name.startsWith(beginning) && name.endsWith(ENDING);
  }

  Path path() {
    return path;
  }

  /**
   * Fills it, and puts its bytes on the disk.
   *
   * @param copying told after every few MiB
   */
  void fill(Path file, BackupWatch watch, Runnable copying) throws IOException {
    long began = System.nanoTime();
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel target = FileChannel.open(path, StandardOpenOption.WRITE)) {
      long at = 0;
      for (long more = 1; more > 0; at += more) {
        more = source.transferTo(at, BLOCK, target);
        watch.written(at + more, Duration.ofNanos(System.nanoTime() - began));
        copying.run();
      }
      target.force(true);
    }
  }

  /**
   * Gives it owner, group and mode of the old file, as the application has to be able to use it.
   * Where there is none, the folder's owner gets it as far as we may give it.
   */
  void takeOverOwner() throws IOException {
    if (Files.exists(database)) {
      PosixFileAttributes old = attributes(database);
      giveTo(old);
      view().setPermissions(old.permissions());
      return;
    }
    try {
      giveTo(attributes(database.resolveSibling("")));
    } catch (FileSystemException e) {
      // It is ours then, as if SQLite had made it.
    }
  }

  private void giveTo(PosixFileAttributes wanted) throws IOException {
    PosixFileAttributes given = attributes(path);
    if (!given.group().equals(wanted.group())) {
      view().setGroup(wanted.group());
    }
    if (!given.owner().equals(wanted.owner())) {
      view().setOwner(wanted.owner());
    }
  }

  private PosixFileAttributeView view() {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class);
  }

  private static PosixFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class);
  }

  /** Removes it, unless it has the database's name by now. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
