package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that is being written under a temporary name, which only its owner can read. The name
 * stands for the final one, too, so that no two take it. A lock beside it, which ends with its
 * owner however that ends, tells others that it is alive; on the file itself it would end as soon
 * as anybody here had read the file.
 */
public final class PartialFile implements AutoCloseable {

  private final String name;
  private final Path path;
  private final Path lock;
  private final FileChannel locked;

  private PartialFile(String name, Path path, Path lock, FileChannel locked) {
    this.name = name;
    this.path = path;
    this.lock = lock;
    this.locked = locked;
  }

  /**
   * Begins a file that is to have the first of {@code names} that is free, and removes what killed
   * runs left.
   *
   * @param folder made if it is not there
   * @throws FileAlreadyExistsException when none is free
   */
  public static PartialFile reserve(Path folder, Stream<String> names) throws IOException {
    Files.createDirectories(folder);
    StaleFiles.remove(folder);
    Iterator<String> each = names.iterator();
    while (each.hasNext()) {
      Optional<PartialFile> reserved = reserve(folder, each.next());
      if (reserved.isPresent()) {
        return reserved.get();
      }
    }
    throw new FileAlreadyExistsException(folder + " has a backup of each of these names");
  }

  private static Optional<PartialFile> reserve(Path folder, String name) throws IOException {
    Path path = folder.resolve(PartialName.of(name));
    Path lock = folder.resolve(PartialName.lockOf(PartialName.of(name)));
    if (isThere(folder.resolve(name)) || isThere(path) || !OpenFiles.note(lock)) {
      return Optional.empty();
    }
    try {
      return begun(new PartialFile(name, path, lock, PrivateFile.create(lock)));
    } catch (IOException e) {
      OpenFiles.forget(lock);
      if (e instanceof FileAlreadyExistsException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Looks again once the lock is ours: nobody else can take the final name then. */
  private static Optional<PartialFile> begun(PartialFile file) throws IOException {
    try {
      OpenFiles.tryLock(file.locked);
      if (!isThere(file.target())) {
        PrivateFile.create(file.path).close();
        return Optional.of(file);
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    return Optional.empty();
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Path target() {
    return path.resolveSibling(name);
  }

  /** What it is to be called. */
  public String name() {
    return name;
  }

  /** Where to write. */
  public Path path() {
    return path;
  }

  /** Puts its bytes on the disk and gives it its final name, which is returned. */
  public Path publish() throws IOException {
    FinalName.give(path, target());
    return target();
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    try (locked) {
      Files.deleteIfExists(path);
      Files.deleteIfExists(lock);
    } finally {
      OpenFiles.forget(lock);
    }
  }
}
