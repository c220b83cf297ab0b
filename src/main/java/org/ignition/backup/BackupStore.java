package org.ignition.backup;

/** A place with all that it is for. Whoever needs a part of that takes the part. */
public interface BackupStore
    extends StoredBackups, BackupDestination, BackupRemoval, AutoCloseable {

  /** What stands beside the backups about their keys. */
  KeyNotes keyNotes();

  /** Gives back what reaching it took. */
  @Override
  void close();
}
