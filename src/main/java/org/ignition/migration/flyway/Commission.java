package org.ignition.migration.flyway;

import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.history.MigrationRecorder;

/**
 * What a run works with.
 *
 * @param actor whom Flyway's history names; the session's user where it is empty
 * @param recorder writes down what happens
 * @param lock the right to do it
 */
record Commission(
    TargetDatabase database,
    Patience patience,
    String actor,
    MigrationRecorder recorder,
    HeldLock lock,
    ApplyListener listener) {

  ApplySettings settings() {
    return patience.settings();
  }

  boolean isPostgres() {
    return database.facts().product().equals("PostgreSQL");
  }

  /** Writes down what happens to {@code work}. */
  MigrationRecorder recorder(Work work) {
    MigrationRecorder ofWork = recorder.ofOrigin(work.origin());
    return work.transactional() ? ofWork.under(lock) : ofWork;
  }

  FlywayTable table() {
    return FlywayTable.of(database.facts());
  }
}
