package org.ignition.backup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read: a backup holds all that its database knows. */
public final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(OWNER);

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private PrivateFile() {}

  /**
   * A new one, to be written.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something is there, be it a link
   */
  public static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, NEW, PRIVATE);
  }

  /** Makes one of a file that is there. */
  public static void restrict(Path path) throws IOException {
    Files.setPosixFilePermissions(path, OWNER);
  }
}
