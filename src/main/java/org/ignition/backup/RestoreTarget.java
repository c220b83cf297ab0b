package org.ignition.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A database that a backup is restored into. */
public interface RestoreTarget {

  /** Which one, for a person; no secret. */
  String name();

  /** The database's own name, or its file's. */
  String database();

  /** What it can take. */
  BackupFormat format();

  /** Whether it holds nothing that a restore would replace. */
  boolean isEmpty();

  /** Who else is connected, a line each: application, role, address, since when. */
  List<String> others();

  /** What it holds now. */
  BackupContents contents();

  /** The schema's version as the application asks for it; empty when there is no history. */
  OptionalLong schemaVersion();

  /**
   * Replaces what it holds with what the file holds, all of it or nothing.
   *
   * @param file not encrypted
   * @throws org.ignition.failure.RemoteException when the database refuses; it is as it was then
   */
  void restore(Path file, BackupWatch watch);

  /**
   * The same where what it holds could not be backed up: that is kept aside, if it can be without
   * being read.
   *
   * @return where it is then; empty where it is lost
   */
  default Optional<String> restoreKeeping(Path file, BackupWatch watch) {
    restore(file, watch);
    return Optional.empty();
  }
}
