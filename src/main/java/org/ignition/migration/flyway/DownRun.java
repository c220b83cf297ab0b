package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.ignition.failure.CancelledException;
import org.ignition.failure.IgnitionException;
import org.ignition.migration.flyway.session.MigrationTransaction;

/** Undoes migrations one after the other in one session. */
final class DownRun {

  private final Commission commission;
  private final Blockage blockage;
  private final Failures failures;
  private final FlywayTable table;
  private final Connection connection;
  private final WorkSession session;
  private final MigrationTransaction transaction;
  private int done;

  DownRun(Commission commission, Blockage blockage, Connection connection) {
    this.commission = commission;
    this.blockage = blockage;
    this.failures = new Failures(commission, blockage);
    this.table = commission.table();
    this.connection = connection;
    this.session = WorkSession.of(commission, connection, Optional.empty());
    this.transaction = new MigrationTransaction(connection);
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
    Duration took = runner.run(transaction, time -> record(work, time));
    try {
      transaction.commit();
      session.kept();
      return took;
    } catch (SQLException e) {
      transaction.rollBack();
      throw Stopped.recording(work, e);
    }
  }

  private void record(Work work, Duration took) throws SQLException {
    if (!table.delete(connection, work.migration(), commission.actor())) {
      throw Problems.notHeld(work);
    }
    commission.recorder(work).undone(connection, work.migration(), took);
  }
}
