package org.ignition.migration.flyway;

import java.time.Duration;
import java.util.List;
import org.ignition.database.Blocker;
import org.ignition.migration.history.MigrationRecord;

/** Hears how applying or undoing goes on, to tell the user. Called by one thread. */
public interface ApplyListener {

  /** A script is about to run; once more for each attempt. */
  void begins(MigrationRecord migration);

  /** It ran to its end and is committed. */
  void done(MigrationRecord migration, Duration took);

  /**
   * It did not get a lock and will be tried again.
   *
   * @param blockers who stood in the way, the longest first; untrusted texts
   * @param attempt how many there were, from 1 on
   * @param pause until the next one
   */
  void waits(MigrationRecord migration, List<Blocker> blockers, int attempt, Duration pause);
}
