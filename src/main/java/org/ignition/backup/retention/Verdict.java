package org.ignition.backup.retention;

import org.ignition.backup.StoredBackup;

/** Whether a backup stays in one place. */
public sealed interface Verdict {

  /** In which place. */
  Place place();

  /** Which backup, as the place lists it. */
  StoredBackup backup();

  /** Why, for a person, without full stop. */
  String reason();

  /** Where a copy of a backup is. */
  enum Place {
    /** The folder, of this machine or of a host. */
    LOCAL,
    /** The bucket. */
    REMOTE
  }

  /** It stays. */
  record Kept(Place place, StoredBackup backup, String reason) implements Verdict {}

  /** It goes. */
  record Deleted(Place place, StoredBackup backup, String reason) implements Verdict {}
}
