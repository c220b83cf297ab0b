package org.ignition.backup.sqlite;

/** How far a restore is. */
enum RestoreStage {
  /** Nobody else uses the old file, and all of the old database is in it. */
  SETTLED,
  /** A part of the new file is written, under a hidden name. */
  COPYING,
  /** The new file is whole, checked and on the disk, under a hidden name. */
  STAGED,
  /** The new file has the database's name. */
  REPLACED
}
