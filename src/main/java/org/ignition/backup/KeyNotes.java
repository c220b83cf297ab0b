package org.ignition.backup;

/** A place that remembers when keys of backups were last used. */
public interface KeyNotes extends BackupPlace {

  /** What was noted; what can't be understood counts for nothing. */
  KeyProofs read();

  /** Keeps this in place of what {@link #read} gave. */
  void keep(KeyProofs proofs);
}
