package org.ignition.backup;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ignition.backup.file.DiskRoom;
import org.ignition.backup.file.FileDigest;
import org.ignition.backup.file.PartialFile;
import org.ignition.failure.DiskSpace;
import org.ignition.image.Digest;

/**
 * The way every backup takes onto the disk: under a temporary name, verified, hashed, made lasting,
 * and only then under its own.
 *
 * @param folder where backups go
 * @param format of what they hold
 * @param clock gives the names their time
 */
public record BackupWriter(Path folder, BackupFormat format, Clock clock) {

  /** Writes and verifies the content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException, InterruptedException;
  }

  /**
   * Takes a backup.
   *
   * @param database that it is of
   * @param serverVersion that it runs on
   */
  public WrittenBackup write(
      String database, String serverVersion, BackupProblem problem, Content content) {
    Instant created = clock.instant();
    long began = System.nanoTime();
    try (PartialFile file =
        PartialFile.reserve(
            folder.toAbsolutePath(), new BackupName(created, format, false).candidates())) {
      content.writeTo(file.path());
      Digest digest = FileDigest.of(file.path());
      long size = Files.size(file.path());
      Path path = file.publish();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String id = path.getFileName().toString();
      return new WrittenBackup(id, path, digest, size, database, serverVersion, created, took);
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw DiskSpace.isExhaustedBy(e)
          ? problem.full(folder, "The disk is full")
          : problem.unwritable(folder, e);
    }
  }

  /**
   * Free where the backups go, which need not be there yet; as much as can be, if that is unknown.
   */
  public long freeBytes() {
    return DiskRoom.freeBytes(folder);
  }
}
