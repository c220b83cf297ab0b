package org.ignition.backup;

import java.nio.file.Path;

/** A database that can be written to a file, and proved by reading the file again. */
public interface BackupSource {

  /** What the file will hold. */
  BackupFormat format();

  /** Which database, for a person; no secret. */
  String name();

  /** What the file may take up at the most, in bytes, as far as that can be told. */
  long sizeBytes();

  /**
   * Makes sure, before anything is done, that {@link #writeTo} would work as far as that can be
   * told.
   *
   * @throws org.ignition.failure.InputException when this machine can't: no fitting {@code pg_dump}
   */
  void requireUsable();

  /**
   * Writes the database as it is at one moment, and makes sure that the file can be read: an
   * archive's list of contents, a file's integrity.
   *
   * @param file that is there and empty
   * @param watch told how it goes on
   * @throws org.ignition.failure.RemoteException when the database does not give it
   * @throws org.ignition.failure.InputException when there is no room
   * @throws org.ignition.failure.CancelledException when the thread is interrupted
   */
  SourceFacts writeTo(Path file, BackupWatch watch);

  /**
   * Restores the file on a server of our own and compares what it then holds.
   *
   * @param file as {@link #writeTo} wrote it
   * @param facts what it returned
   */
  RestoreVerdict prove(Path file, SourceFacts facts);
}
