package org.ignition.backup.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
import org.ignition.backup.KeyProofs;
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

  private final Path folder;
  private final boolean outlivesThisMachine;
  private final StoreProblem problem;

  /**
   * Of {@code folder}.
   *
   * @param folder made when a backup is put into it
   */
  public FolderStore(Path folder, boolean outlivesThisMachine) {
    this.folder = folder.toAbsolutePath().normalize();
    this.outlivesThisMachine = outlivesThisMachine;
    this.problem = new StoreProblem(name());
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public boolean outlivesThisMachine() {
    return outlivesThisMachine;
  }

  @Override
  public List<StoredBackup> list() {
    try {
      return new FolderList(folder).read();
    } catch (IOException e) {
      throw problem.unreadable(said(e));
    }
  }

  @Override
  public Optional<BackupManifest> manifest(StoredBackup backup) {
    Path file = folder.resolve(backup.name().manifest());
    if (!isFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(BackupManifestJson.read(Files.readAllBytes(file), file.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw problem.unreadable(said(e));
    }
  }

  @Override
  public StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    CancelledException.throwIfInterrupted();
    makeFolder();
    BackupName name = manifest.name();
    try {
      new Placement(folder, manifest, problem).place(file, new Pace(watch));
      return new StoredBackup(
          name, manifest.sizeBytes(), Optional.of(manifest.label()), path(name).toString());
    } catch (FileAlreadyExistsException e) {
      throw problem.taken(name);
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw problem.cancelled(e);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
    GitIgnore.addTo(folder);
  }

  @Override
  public void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    Path from = path(backup.name());
    if (!isFile(from)) {
      throw problem.gone(backup.name());
    }
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ)) {
      copy(source, to, new Pace(watch));
    } catch (IOException e) {
      throw problem.unreadable(said(e));
    }
  }

  private void copy(FileChannel source, Path to, Pace pace) throws IOException {
    StoreProblem there = new StoreProblem(to.toString());
    try (FileChannel target = PrivateFile.create(to)) {
      FileCopy.copy(source, target, pace::at);
    } catch (FileAlreadyExistsException e) {
      throw there.unwritable(said(e));
    } catch (IOException e) {
      Files.deleteIfExists(to);
      if (e instanceof ClosedByInterruptException) {
        throw problem.cancelled(e);
      }
      throw DiskSpace.isExhaustedBy(e) ? there.full("The disk is full") : there.unwritable(said(e));
    }
  }

  /** The backup goes first: a manifest alone is none. */
  @Override
  public List<String> delete(Collection<StoredBackup> backups) {
    List<String> left = new ArrayList<>();
    for (StoredBackup backup : backups) {
      try {
        Files.deleteIfExists(path(backup.name()));
        Files.deleteIfExists(folder.resolve(backup.name().manifest()));
      } catch (IOException e) {
        left.add(backup.name() + " can't be removed from " + name() + ": " + said(e));
      }
    }
    return left;
  }

  // --- what stands beside

  @Override
  public List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    try {
      return new FolderList(folder).loneManifests(Instant.now().minus(age));
    } catch (IOException e) {
      throw problem.unreadable(said(e));
    }
  }

  @Override
  public List<String> deleteManifests(Collection<BackupName> names) {
    List<String> left = new ArrayList<>();
    for (BackupName name : names) {
      try {
        if (!Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(folder.resolve(name.manifest()));
        }
      } catch (IOException e) {
        left.add(name.manifest() + " can't be removed from " + name() + ": " + said(e));
      }
    }
    return left;
  }

  @Override
  public KeyProofs keyProofs() {
    Path file = folder.resolve(KeyProofs.FILE);
    if (!isFile(file)) {
      return KeyProofs.NONE;
    }
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return KeyProofs.read(content.readNBytes(KeyProofs.LARGEST));
    } catch (IOException e) {
      throw problem.unreadable(said(e));
    }
  }

  /** What is half written counts for nothing, and is written anew. */
  @Override
  public void keep(KeyProofs proofs) {
    makeFolder();
    Path file = folder.resolve(KeyProofs.FILE);
    try {
      Files.deleteIfExists(file);
      try (OutputStream output = Channels.newOutputStream(PrivateFile.create(file))) {
        output.write(proofs.write().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void requireUsable(long bytes) {
    Path there = DiskRoom.existing(folder);
    if (!Files.isDirectory(there)) {
      throw problem.unwritable(there + " is no folder");
    }
    if (!Files.isWritable(there) || !Files.isExecutable(there)) {
      throw problem.unwritable(there + " belongs to others or is read-only");
    }
    long free = DiskRoom.freeBytes(folder);
    if (FreeSpace.forCopy(free, bytes) == FreeSpace.HOPELESS) {
      throw problem.full(
          "%d MiB are free, a backup may take up %d".formatted(free >> 20, bytes >> 20));
    }
  }

  private Path path(BackupName name) {
    return folder.resolve(name.toString());
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private RuntimeException unwritable(IOException e) {
    return DiskSpace.isExhaustedBy(e)
        ? problem.full("The disk is full")
        : problem.unwritable(said(e));
  }

  private static String said(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
