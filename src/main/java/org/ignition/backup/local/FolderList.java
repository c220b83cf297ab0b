package org.ignition.backup.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.backup.BackupLabel;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;

/**
 * What is in a folder of backups. Links count for nothing: a backup is a file.
 *
 * @param folder need not be there
 */
record FolderList(Path folder) {

  /** All backups, newest first. */
  List<StoredBackup> read() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> BackupName.parse(file.getFileName().toString()).stream())
          .sorted(Comparator.reverseOrder())
          .flatMap(name -> stored(name).stream())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Of backups that are not there; not touched since {@code before}. */
  List<BackupName> loneManifests(Instant before) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isOlder(file, before))
          .flatMap(file -> BackupName.ofManifest(file.getFileName().toString()).stream())
          .filter(name -> !Files.exists(folder.resolve(name.toString()), LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOlder(Path file, Instant time) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() && attributes.lastModifiedTime().toInstant().isBefore(time);
    } catch (IOException e) {
      return false; // It is gone by now.
    }
  }

  /** Empty when it is no file, or gone by now. */
  private Optional<StoredBackup> stored(BackupName name) {
    Path file = folder.resolve(name.toString());
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(new StoredBackup(name, attributes.size(), label(name), file.toString()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<BackupLabel> label(BackupName name) {
    Path file = folder.resolve(name.manifest());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return BackupManifestJson.label(content.readNBytes(BackupManifestJson.LABEL_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
