package org.ignition.backup;

/** What a backup's file holds, before it is encrypted. */
public enum BackupFormat {
  /** An archive of {@code pg_dump --format=custom}. */
  DUMP("dump"),
  /** A database of SQLite. */
  SQLITE("sqlite");

  private final String ending;

  BackupFormat(String ending) {
    this.ending = ending;
  }

  /** What its names end with, without the dot. */
  public String ending() {
    return ending;
  }
}
