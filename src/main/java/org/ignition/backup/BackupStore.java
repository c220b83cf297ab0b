package org.ignition.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A place where backups are kept: a folder, a folder of a host, a bucket.
 *
 * <p>A backup has its name there only when all its bytes are there and were compared. Methods throw
 * {@link org.ignition.failure.RemoteException} when the place fails or says no, {@link
 * org.ignition.failure.InputException} when what was configured can't be right (no such bucket, no
 * room, no right to write), {@link org.ignition.failure.CancelledException} when the thread is
 * interrupted.
 */
public interface BackupStore extends AutoCloseable {

  /** Where it is, as users would recognise it, such as {@code s3://shop-backups/production}. */
  String name();

  /** Where a backup is, as users would name it to another program. */
  default String whereabouts(StoredBackup backup) {
    return name() + "/" + backup.name();
  }

  /** Whether what is kept there is still there when this machine is gone. */
  boolean outlivesThisMachine();

  /**
   * All backups, newest first. Never as much as one request for each.
   *
   * <p>A manifest without its backup is none.
   */
  List<StoredBackup> list();

  /** What stands beside a backup; empty when nothing does. */
  Optional<BackupManifest> manifest(StoredBackup backup);

  /**
   * Keeps a file under its name, with its manifest; when this returns, what is stored was compared
   * with the manifest's digest.
   *
   * @param file the backup's bytes; a folder of this machine may move it to the place that is
   *     returned
   * @param watch told how it goes on
   * @throws org.ignition.failure.PolicyException when the name is taken
   */
  StoredBackup put(Path file, BackupManifest manifest, BackupWatch watch);

  /**
   * Brings a backup's bytes here. They are not compared with anything yet.
   *
   * @param to a file that is not there yet
   */
  void fetch(StoredBackup backup, Path to, BackupWatch watch);

  /**
   * Removes backups with their manifests, as far as the place lets it.
   *
   * @return what could not be removed, a sentence each
   */
  List<String> delete(Collection<StoredBackup> backups);

  /**
   * Manifests whose backups never came, as a run was killed between the two. They are no backups,
   * and keep their names from others.
   *
   * @param listed what {@link #list} gave
   * @param age that they have at least, so that nobody is about to bring the backup
   * @return the names of the backups that are not there
   */
  List<BackupName> loneManifests(List<StoredBackup> listed, Duration age);

  /**
   * Removes such manifests, as far as the place lets it.
   *
   * @return what could not be removed, a sentence each
   */
  List<String> deleteManifests(Collection<BackupName> names);

  /** When keys of backups were last used, as far as {@link #keep} was told. */
  KeyProofs keyProofs();

  /** Keeps this in place of what {@link #keyProofs} gave. */
  void keep(KeyProofs proofs);

  /**
   * Makes sure, before anything is done, that {@link #put} would work, as far as that can be told.
   *
   * @param bytes that the backup may take up; 0 when unknown
   */
  void requireUsable(long bytes);

  /** Gives back what reaching it took. */
  @Override
  void close();
}
