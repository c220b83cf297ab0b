package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.migration.flyway.session.MigrationTransaction;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.sql.NonTransactional;
import org.ignition.migration.sql.SqlStatement;

/** Runs one script in a session, and records it in the same one. */
final class ScriptRunner {

  private final Work work;
  private final WorkSession session;
  private final Connection connection;
  private final MigrationRecorder recorder;
  private final Blockage blockage;

  ScriptRunner(
      Work work,
      WorkSession session,
      Connection connection,
      Commission commission,
      Blockage blockage) {
    this.work = work;
    this.session = session;
    this.connection = connection;
    this.recorder = commission.recorder(work);
    this.blockage = blockage;
  }

  /** Records that a script ran to its end. */
  @FunctionalInterface
  interface Recording {
    void write(Duration took) throws SQLException;
  }

  /**
   * Runs the script and records it in {@code transaction}, which is the caller's to commit.
   *
   * @return how long its statements took
   * @throws Stopped when it did not come to its end; the transaction was rolled back
   */
  Duration run(MigrationTransaction transaction, Recording recording) {
    try {
      return ran(transaction, recording);
    } catch (RuntimeException e) {
      transaction.rollBack();
      throw e;
    }
  }

  private Duration ran(MigrationTransaction transaction, Recording recording) {
    begin(transaction);
    long began = System.nanoTime();
    if (work.transactional()) {
      together();
    } else {
      oneByOne();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    record(transaction, recording, took);
    return took;
  }

  private void record(MigrationTransaction transaction, Recording recording, Duration took) {
    try {
      transaction.begin();
      recording.write(took);
    } catch (SQLException e) {
      throw Stopped.recording(work, e);
    } catch (PolicyException e) {
      PolicyException named = Problems.unrecordable(work, e);
      throw work.transactional() ? named : new PartialException(named);
    } catch (IgnitionException e) {
      throw work.transactional() ? e : new PartialException(e);
    }
  }

  private void begin(MigrationTransaction transaction) {
    try {
      if (work.transactional()) {
        transaction.begin();
      }
      session.enter(work.transactional());
      if (!work.transactional()) {
        recorder.begun(connection, work.way().begun(), work.migration());
      }
    } catch (SQLException e) {
      throw Stopped.before(work, e);
    }
  }

  private void together() {
    List<SqlStatement> statements = work.statements();
    int last = statements.size() - 1;
    for (int i = 0; i <= last; i++) {
      try {
        if (i < last) {
          session.run(statements.get(i));
        } else {
          session.runLast(statements.get(i));
        }
      } catch (SQLException e) {
        throw Stopped.at(work, i, e);
      }
    }
  }

  private void oneByOne() {
    for (int i = 0; i < work.statements().size(); i++) {
      alone(i);
    }
    try {
      session.putBack();
    } catch (SQLException e) {
      throw Stopped.checking(work, e);
    }
  }

  /** What may commit within itself, or leaves an invalid index, would do the first part twice. */
  private static boolean isRepeatable(SqlStatement statement) {
    return !NonTransactional.is(statement) && !statement.begins("CALL") && !statement.begins("DO");
  }

  /** What leaves nothing behind when it does not get its lock is tried again. */
  private void alone(int index) {
    SqlStatement statement = work.statements().get(index);
    for (int attempt = 1; ; attempt++) {
      try {
        session.run(statement);
        return;
      } catch (SQLException e) {
        boolean again = isRepeatable(statement) && blockage.is(e);
        if (!(again && blockage.waited(work.migration(), attempt))) {
          throw Stopped.at(work, index, e);
        }
      }
    }
  }
}
