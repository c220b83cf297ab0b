package org.ignition.backup;

/** Takes backups of one database. */
@FunctionalInterface
public interface Backups {

  /**
   * Takes one now. When this returns it is whole, verified and on the disk; when it fails, no file
   * has a backup's name.
   *
   * @param reason what it is taken before, such as {@code migration 0015}; part of an error's text
   * @throws org.ignition.failure.InputException when this machine can't take it: no fitting {@code
   *     pg_dump}, no space, no right to write
   * @throws org.ignition.failure.RemoteException when the database does not give it
   * @throws org.ignition.failure.CancelledException when the thread is interrupted
   */
  Backup take(String reason);

  /**
   * Makes sure, before anything is done, that one can be taken as far as that can be told.
   *
   * @throws org.ignition.failure.InputException as {@link #take}
   */
  default void requireUsable() {}
}
