package org.ignition.backup.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.file.FileCopy;
import org.ignition.backup.file.FileDigest;
import org.ignition.backup.file.FinalName;
import org.ignition.backup.file.PartialFile;
import org.ignition.backup.file.PrivateFile;
import org.ignition.image.Digest;

/**
 * Puts one backup into a folder: its bytes under a temporary name, compared; its manifest; and then
 * its name. A crash anywhere leaves a temporary file, or a manifest without its backup.
 *
 * @param folder that is there
 * @param manifest of what is put
 * @param problem says what is wrong with it
 */
record Placement(Path folder, BackupManifest manifest, StoreProblem problem) {

  /**
   * Does it.
   *
   * @param file moved if it lies in this folder, else copied
   * @throws FileAlreadyExistsException when the name is taken
   */
  void place(Path file, Pace pace) throws IOException, InterruptedException {
    requireFree();
    if (Files.isSameFile(file.toAbsolutePath().getParent(), folder)) {
      PrivateFile.restrict(file);
      finish(file);
      return;
    }
    try (PartialFile copy = PartialFile.reserve(folder, Stream.of(manifest.name().toString()))) {
      copy(file, copy.path(), pace);
      finish(copy.path());
    }
  }

  private void requireFree() throws FileAlreadyExistsException {
    for (Path name : Stream.of(target(), besideTarget()).toList()) {
      if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(name.toString());
      }
    }
  }

  private static void copy(Path file, Path to, Pace pace) throws IOException {
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel target = FileChannel.open(to, StandardOpenOption.WRITE)) {
      FileCopy.copy(source, target, pace::at);
    }
  }

  private void finish(Path file) throws IOException, InterruptedException {
    requireSame(file);
    try (PartialFile beside = PartialFile.reserve(folder, Stream.of(manifest.name().manifest()))) {
      Files.writeString(beside.path(), BackupManifestJson.write(manifest));
      beside.publish();
    }
    try {
      FinalName.give(file, target());
    } catch (IOException e) {
      Files.deleteIfExists(besideTarget());
      throw e;
    }
  }

  private void requireSame(Path file) throws IOException, InterruptedException {
    long size = Files.size(file);
    if (size != manifest.sizeBytes()) {
      throw problem.altered(
          manifest.name(), size + " bytes arrived instead of " + manifest.sizeBytes());
    }
    Digest digest = FileDigest.of(file);
    if (!digest.equals(manifest.sha256())) {
      throw problem.altered(
          manifest.name(), "Its digest is " + digest + " instead of " + manifest.sha256());
    }
  }

  private Path target() {
    return folder.resolve(manifest.name().toString());
  }

  private Path besideTarget() {
    return folder.resolve(manifest.name().manifest());
  }
}
