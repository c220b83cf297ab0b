package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.ignition.failure.CancelledException;
import org.ignition.failure.IgnitionException;

/** Undoes migrations one after the other in one session. */
final class DownRun {

  private final Commission commission;
  private final Blockage blockage;
  private final Failures failures;
  private final FlywayTable table;
  private final Connection connection;
  private int done;

  DownRun(Commission commission, Blockage blockage, Connection connection) {
    this.commission = commission;
    this.blockage = blockage;
    this.failures = new Failures(commission, blockage);
    this.table = commission.table();
    this.connection = connection;
  }

  /**
   * Runs {@code work}, a down.
   *
   * @throws org.ignition.failure.IgnitionException when it did not come to its end
   */
  void undo(Work work) {
    for (int attempt = 1; !isUndone(work, attempt); attempt++) {}
  }

  /** Whether {@code work} ran, and not one that is to be tried again. */
  private boolean isUndone(Work work, int attempt) {
    CancelledException.throwIfInterrupted();
    WorkSession session = WorkSession.of(commission, connection);
    long began = System.nanoTime();
    commission.listener().begins(work.migration());
    try {
      Duration took = run(work, new ScriptRunner(work, session, connection, commission, blockage));
      done++;
      commission.listener().done(work.migration(), took);
      return true;
    } catch (Stopped e) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (blockage.letsTryAgain(e, attempt)) {
        return false;
      }
      throw failures.of(e, session, took, attempt, done);
    } catch (IgnitionException e) {
      throw Failures.after(done, e);
    }
  }

  private Duration run(Work work, ScriptRunner runner) {
    if (!work.transactional()) {
      return runner.run(took -> recordTogether(work, took));
    }
    try {
      connection.setAutoCommit(false);
      Duration took = runner.run(time -> record(work, time));
      connection.commit();
      connection.setAutoCommit(true);
      return took;
    } catch (SQLException e) {
      rollBack();
      throw Stopped.recording(work, e);
    } catch (RuntimeException e) {
      rollBack();
      throw e;
    }
  }

  private void recordTogether(Work work, Duration took) throws SQLException {
    try {
      connection.setAutoCommit(false);
      record(work, took);
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      rollBack();
      throw e;
    }
  }

  private void record(Work work, Duration took) throws SQLException {
    if (!table.delete(connection, work.migration(), commission.actor())) {
      throw Problems.notHeld(work);
    }
    commission.recorder().undone(connection, work.migration(), took);
  }

  private void rollBack() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The session is gone, and its transaction with it.
    }
  }
}
