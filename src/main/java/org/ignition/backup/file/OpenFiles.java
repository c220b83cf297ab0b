package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locks that this program holds. Locks belong to a whole program (POSIX, {@code fcntl}), so
 * that looking whether a file of our own is locked would give its lock up: hence one list for all.
 */
final class OpenFiles {

  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private OpenFiles() {}

  /** Notes a file before it is made; whether nobody here has it already. */
  static boolean note(Path path) {
    return OURS.add(path.toAbsolutePath());
  }

  static void forget(Path path) {
    OURS.remove(path.toAbsolutePath());
  }

  static boolean isOurs(Path path) {
    return OURS.contains(path.toAbsolutePath());
  }

  /** Whether nobody held the lock; no where that can't be told. */
  static boolean tryLock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
