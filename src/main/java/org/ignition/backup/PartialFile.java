package org.ignition.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is being written under a temporary name, which only its owner can read. The name
 * stands for the final one, too, so that no two take it; a lock on it, which ends with its owner
 * however that ends, tells others that it is alive.
 */
final class PartialFile implements AutoCloseable {

  private static final int SECONDS_TRIED = 3600;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path path;
  private final Path target;
  private final FileChannel channel;

  private PartialFile(Path path, Path target, FileChannel channel) {
    this.path = path;
    this.target = target;
    this.channel = channel;
  }

  /**
   * Begins the file called {@code first}, or by the first later second whose name is free.
   *
   * @param folder made if it is not there
   */
  static PartialFile reserve(Path folder, BackupName first) throws IOException {
    Files.createDirectories(folder);
    StaleFiles.remove(folder);
    Iterator<BackupName> names = first.andLater().limit(SECONDS_TRIED).iterator();
    while (names.hasNext()) {
      Optional<PartialFile> reserved = reserve(folder, names.next().toString());
      if (reserved.isPresent()) {
        return reserved.get();
      }
    }
    throw new FileAlreadyExistsException(folder + " has a backup of every second of this hour");
  }

  private static Optional<PartialFile> reserve(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    Path path = folder.resolve(PartialName.of(name));
    if (Files.exists(target) || !OpenFiles.note(path)) {
      return Optional.empty();
    }
    try {
      return locked(new PartialFile(path, target, FileChannel.open(path, NEW, PRIVATE)));
    } catch (IOException e) {
      OpenFiles.forget(path);
      if (e instanceof FileAlreadyExistsException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Looks again once the temporary name is ours: nobody else can take the final one then. */
  private static Optional<PartialFile> locked(PartialFile file) throws IOException {
    OpenFiles.tryLock(file.channel);
    if (Files.exists(file.target)) {
      file.close();
      return Optional.empty();
    }
    return Optional.of(file);
  }

  /** Where to write. */
  Path path() {
    return path;
  }

  /** Puts its bytes on the disk and gives it its final name, which is returned. */
  Path publish() throws IOException {
    channel.force(true);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    keepName();
    return target;
  }

  private void keepName() {
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Not every file system can be asked for this; the file is whole, whatever its name.
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    } finally {
      OpenFiles.forget(path);
    }
  }
}
