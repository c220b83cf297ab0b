package org.ignition.backup.age;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/** A file that is written whole or is not there. */
final class NewFile {

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private NewFile() {}

  /** Writes the content. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel target) throws IOException, GeneralSecurityException;
  }

  /**
   * Writes {@code file}.
   *
   * @param doing a verb, for errors
   * @throws org.ignition.failure.IgnitionException when that fails; the file is gone then, unless
   *     it held something before
   */
  static void write(Path file, String doing, Content content) {
    try (FileChannel target = open(file)) {
      writeOrRemove(file, target, content);
    } catch (ClosedByInterruptException e) {
      throw AgeProblem.cancelled(doing, file, e);
    } catch (IOException | GeneralSecurityException e) {
      throw AgeProblem.failed(doing, file, e);
    }
  }

  /** Asks for the size first: once it is open, whatever fails has to remove it. */
  private static FileChannel open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      throw new FileAlreadyExistsException(file + " holds something");
    }
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
  }

  private static void writeOrRemove(Path file, FileChannel target, Content content)
      throws IOException, GeneralSecurityException {
    boolean whole = false;
    try {
      content.writeTo(target);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }
}
