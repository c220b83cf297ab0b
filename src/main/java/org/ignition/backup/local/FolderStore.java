package org.ignition.backup.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ignition.backup.BackupManifest;
import org.ignition.backup.BackupManifestJson;
import org.ignition.backup.BackupName;
import org.ignition.backup.BackupStore;
import org.ignition.backup.BackupWatch;
import org.ignition.backup.FreeSpace;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.Pace;
import org.ignition.backup.StoreProblem;
import org.ignition.backup.StoredBackup;
import org.ignition.backup.file.DiskRoom;
import org.ignition.backup.file.FileCopy;
import org.ignition.backup.file.PrivateFile;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DiskSpace;

/**
 * Backups in a folder of this machine, flat, each with its manifest beside it, readable by their
 * owner only. What {@link Staging} of the same folder began is moved, not copied.
 */
public final class FolderStore implements BackupStore {

  private final KeptFolder folder;
  private final String name;
  private final StoreProblem problem;

  /**
   * Of {@code folder}, named by its path.
   *
   * @param folder made when a backup is put into it
   */
  public FolderStore(Path folder) {
    this(folder, folder.toAbsolutePath().normalize().toString());
  }

  /**
   * Of {@code folder}.
   *
   * @param folder made when a backup is put into it
   * @param name the path by which others find it, who may see it elsewhere than we do
   */
  public FolderStore(Path folder, String name) {
    this.folder = new KeptFolder(folder.toAbsolutePath().normalize());
    this.name = name;
    this.problem = this.folder.problem();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<StoredBackup> list() {
    try {
      return new FolderList(folder.path()).read();
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    Path file = folder.file(backup.name().manifest());
    if (!KeptFolder.isFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(BackupManifestJson.read(Files.readAllBytes(file), file.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  @Override
  public StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    CancelledException.throwIfInterrupted();
    folder.make();
    BackupName name = manifest.name();
    try {
      new Placement(folder.path(), manifest, problem).place(file, new Pace(watch));
      return new StoredBackup(
          name, manifest.sizeBytes(), Optional.of(manifest.label()), path(name).toString());
    } catch (FileAlreadyExistsException e) {
      throw problem.taken(name);
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    Path from = path(backup.name());
    if (!KeptFolder.isFile(from)) {
      throw problem.gone(backup.name());
    }
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ)) {
      copy(source, to, new Pace(watch));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  private void copy(FileChannel source, Path to, Pace pace) throws IOException {
    StoreProblem there = new StoreProblem(to.toString());
    try (FileChannel target = PrivateFile.create(to)) {
      FileCopy.copy(source, target, pace::at);
    } catch (FileAlreadyExistsException e) {
      throw there.unwritable(KeptFolder.said(e));
    } catch (IOException e) {
      Files.deleteIfExists(to);
      if (e instanceof ClosedByInterruptException) {
        throw problem.cancelled(e);
      }
      throw DiskSpace.isExhaustedBy(e)
          ? there.full("The disk is full")
          : there.unwritable(KeptFolder.said(e));
    }
  }

  /** The backup goes first: a manifest alone is none. */
  @Override
  public List<String> delete(Collection<StoredBackup> backups) {
    List<String> left = new ArrayList<>();
    for (StoredBackup backup : backups) {
      try {
        Files.deleteIfExists(path(backup.name()));
        Files.deleteIfExists(folder.file(backup.name().manifest()));
      } catch (IOException e) {
        left.add(backup.name() + " can't be removed from " + name() + ": " + KeptFolder.said(e));
      }
    }
    return left;
  }

  // --- what stands beside

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    try {
      return new FolderList(folder.path()).loneManifests(Instant.now().minus(age));
    } catch (IOException e) {
      throw folder.unreadable(e);
    }
  }

  @Override
  public List<String> deleteManifests(Collection<BackupName> names) {
    List<String> left = new ArrayList<>();
    for (BackupName name : names) {
      try {
        if (!Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(folder.file(name.manifest()));
        }
      } catch (IOException e) {
        left.add(name.manifest() + " can't be removed from " + name() + ": " + KeptFolder.said(e));
      }
    }
    return left;
  }

  @Override
  public KeyNotes keyNotes() {
    return new FolderKeyNotes(folder);
  }

  @Override
  public void requireUsable(long bytes) {
    Path there = DiskRoom.existing(folder.path());
    if (!Files.isDirectory(there)) {
      throw problem.unwritable(there + " is no folder");
    }
    if (!Files.isWritable(there) || !Files.isExecutable(there)) {
      throw problem.unwritable(there + " belongs to others or is read-only");
    }
    long free = DiskRoom.freeBytes(folder.path());
    if (FreeSpace.forCopy(free, bytes) == FreeSpace.HOPELESS) {
      throw problem.full(
          "%d MiB are free, a backup may take up %d".formatted(free >> 20, bytes >> 20));
    }
  }

  private Path path(BackupName name) {
    return folder.file(name.toString());
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
