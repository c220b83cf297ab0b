package org.ignition.execute;

/** Takes backups of the database that is migrated. */
public interface BackupPort {

  /**
   * Takes one.
   *
   * @return its name, and what a person should see of it
   * @throws org.ignition.failure.IgnitionException when it can't be taken
   */
  Taken take();

  /**
   * A backup.
   *
   * @param id by which it is found again
   * @param remark its place and size
   */
  record Taken(String id, String remark) {}
}
