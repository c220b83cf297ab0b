package org.ignition.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ignition.failure.CancelledException;
import org.ignition.failure.RemoteException;
import org.ignition.image.Digest;

/** A place that forgets everything when the test ends. */
public final class MemoryStore implements BackupStore {

  private final String name;
  private final Map<BackupName, byte[]> files = new TreeMap<>(Comparator.reverseOrder());
  private final Map<BackupName, BackupManifest> manifests = new TreeMap<>();
  private final Set<BackupName> undeletable = new HashSet<>();
  private Duration manifestAge = Duration.ZERO;
  private volatile KeyProofs proofs = KeyProofs.NONE;
  private Optional<RemoteException> failure = Optional.empty();

  /** A place called {@code name}. */
  public MemoryStore(String name) {
    this.name = name;
  }

  /** Fails from now on where something is put. */
  public void failWith(RemoteException how) {
    failure = Optional.of(how);
  }

  /** Does not let go of {@code backup}. */
  public void keep(BackupName backup) {
    undeletable.add(backup);
  }

  /** Puts other bytes in the place of a backup's. */
  public void alter(BackupName backup, byte[] bytes) {
    files.put(backup, bytes);
  }

  /** Takes away a backup's bytes. */
  public void loseBytes(BackupName backup) {
    files.remove(backup);
  }

  /** Takes away a backup's manifest. */
  public void loseManifest(BackupName backup) {
    manifests.remove(backup);
  }

  /** Lets all manifests be as old as that. */
  public void ageManifests(Duration age) {
    manifestAge = age;
  }

  /** All that is there. */
  public List<String> remains() {
    List<String> names = new ArrayList<>();
    files.keySet().forEach(each -> names.add(each.toString()));
    manifests.keySet().forEach(each -> names.add(each.manifest()));
    return names;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized List<StoredBackup> list() {
    return files.entrySet().stream().map(file -> stored(file.getKey(), file.getValue())).toList();
  }

  private StoredBackup stored(BackupName backup, byte[] bytes) {
    return new StoredBackup(
        backup,
        bytes.length,
        Optional.ofNullable(manifests.get(backup)).map(BackupManifest::label),
        backup.toString());
  }

  @Override
  public synchronized Optional<BackupManifest> manifest(StoredBackup backup) {
    return Optional.ofNullable(manifests.get(backup.name()));
  }

  @Override
  public synchronized StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch) {
    CancelledException.throwIfInterrupted();
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (files.containsKey(manifest.name())) {
      throw new StoreProblem(name).taken(manifest.name());
    }
    byte[] bytes = read(file);
    if (!Digest.of(bytes).equals(manifest.sha256())) {
      throw new StoreProblem(name).altered(manifest.name(), "other bytes");
    }
    files.put(manifest.name(), bytes);
    manifests.put(manifest.name(), manifest);
    return stored(manifest.name(), bytes);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void fetch(StoredBackup backup, Path to, BackupWatch watch) {
    byte[] bytes = files.get(backup.name());
    if (bytes == null) {
      throw new StoreProblem(name).gone(backup.name());
    }
    try {
      Files.write(to, bytes, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized List<String> delete(Collection<StoredBackup> backups) {
    List<String> failures = new ArrayList<>();
    for (StoredBackup backup : backups) {
      if (undeletable.contains(backup.name())) {
        failures.add(backup.name() + " is locked");
      } else {
        files.remove(backup.name());
        manifests.remove(backup.name());
      }
    }
    return failures;
  }

  @Override
  public synchronized List<BackupName> loneManifests(List<StoredBackup> listed, Duration age) {
    return age.compareTo(manifestAge) > 0
        ? List.of()
        : manifests.keySet().stream().filter(name -> !files.containsKey(name)).toList();
  }

  @Override
  public synchronized List<String> deleteManifests(Collection<BackupName> names) {
    manifests.keySet().removeAll(names);
    return List.of();
  }

  @Override
  public KeyNotes keyNotes() {
    return new KeyNotes() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyProofs read() {
        return proofs;
      }

      @Override
      public void keep(KeyProofs given) {
        proofs = given;
      }
    };
  }

  @Override
  public void requireUsable(long bytes) {
    // It is.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
