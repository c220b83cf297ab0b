package org.ignition.migration.flyway;

import java.time.Duration;
import java.util.List;
import org.ignition.database.Blocker;
import org.ignition.migration.history.MigrationRecord;

/** Wants to hear nothing. */
final class Silent implements ApplyListener {

  @Override
  public void begins(MigrationRecord migration) {}

  @Override
  public void done(MigrationRecord migration, Duration took) {}

  @Override
  public void waits(
      MigrationRecord migration, List<Blocker> blockers, int attempt, Duration pause) {}
}
