package org.ignition.backup;

/** Takes backups of one database. */
public interface Backups {

  /**
   * Takes one now. When this returns it is whole, proved and kept; when it fails, nothing has a
   * backup's name.
   *
   * @throws org.ignition.failure.InputException when it can't be taken from this machine: no
   *     fitting {@code pg_dump}, no space, no right to write
   * @throws org.ignition.failure.RemoteException when the database does not give it, a place does
   *     not keep it, or it turns out to be something else than the database
   * @throws org.ignition.failure.CancelledException when the thread is interrupted
   */
  Backup take(BackupOrder order);

  /**
   * Makes sure, before anything is done, that one can be taken as far as that can be told.
   *
   * @throws org.ignition.failure.InputException as {@link #take}
   * @throws org.ignition.failure.RemoteException when a place can't be reached
   */
  void requireUsable();
}
