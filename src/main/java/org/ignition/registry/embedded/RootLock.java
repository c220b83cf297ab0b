package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Keeps a second server away from a root. The kernel takes it back when the process dies. */
final class RootLock implements AutoCloseable {

  private final FileChannel file;

  private RootLock(FileChannel file) {
    this.file = file;
  }

  static RootLock take(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel file =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw taken(root);
      }
      return new RootLock(file);
    } catch (IOException e) {
      throw StartFailure.unwritable(root, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static InputException taken(Path root) {
    return new InputException(
        Problem.of(
            ErrorCode.REGISTRY_ADDRESS_IN_USE,
            "Another registry serves " + root,
            "Two writers would overwrite each other's index",
            "Wait for it to end, or name another folder"));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
