package org.ignition.migration.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.IgnitionException;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.sql.SqlScript.Flaw;

/**
 * Applies migrations to a database with Flyway, each recorded in the transaction of its statements.
 *
 * <p>A statement that does not get its lock in time undoes its whole file, which is tried again; so
 * is a single statement of a file without a transaction. What fails otherwise ends the run.
 */
public final class FlywayEngine {

  private final TargetDatabase database;
  private final Patience patience;

  FlywayEngine(TargetDatabase database, Patience patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * An engine for {@code database}.
   *
   * @param random numbers from 0 to 1, so that pauses differ from those of others
   */
  public FlywayEngine(TargetDatabase database, ApplySettings settings, DoubleSupplier random) {
    this(database, new Patience(settings, random, Thread::sleep));
  }

  /**
   * Applies {@code pending} in order. Without any, nothing is started.
   *
   * @param actor whom Flyway's history names; the session's user where it is empty
   * @param recorder writes down each of them, on behalf of whom it knows
   * @param lock the right to do it; asked for before anything is kept for good
   * @throws org.ignition.failure.InputException when a script can't be run or the server refused a
   *     statement, and nothing of this run was kept
   * @throws org.ignition.failure.RemoteException when the database was lost or others blocked it,
   *     and nothing was kept
   * @throws org.ignition.failure.PartialException when any of that happened after something took
   *     effect
   */
  public void apply(
      List<PendingMigration> pending,
      String actor,
      MigrationRecorder recorder,
      HeldLock lock,
      ApplyListener listener) {
    pending.stream().map(Work::up).forEach(FlywayEngine::requireRunnable);
    try (Blockage blockage = new Blockage(database, patience, listener)) {
      Commission commission = new Commission(database, patience, actor, recorder, lock, listener);
      UpRun run = new UpRun(commission, blockage);
      ascending(pending).forEach(run::apply);
    }
  }

  /** Flyway applies in its own order, which is another one for some versions of diesel. */
  private static List<List<PendingMigration>> ascending(List<PendingMigration> pending) {
    List<List<PendingMigration>> runs = new ArrayList<>();
    FlywayScript last = null;
    for (PendingMigration each : pending) {
      FlywayScript script = FlywayScript.of(each.migration(), each.recorded());
      if (last == null || !script.isAfter(last)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(each);
      last = script;
    }
    return runs;
  }

  /**
   * Refuses a script that would be another one than was checked, or that could not be taken back
   * when it is found to have touched the history.
   *
   * @throws IgnitionException when it is one
   */
  static void requireRunnable(Work work) {
    work.sql().flaws().stream()
        .filter(flaw -> flaw.kind() != Flaw.Kind.OUTER_TRANSACTION)
        .findFirst()
        .ifPresent(flaw -> {
          throw Problems.unrunnable(work, flaw);
        });
    work.statements().stream()
        .filter(statement -> !work.transactional() && HistoryWrite.is(statement))
        .findFirst()
        .ifPresent(statement -> {
          throw Problems.touchesHistory(work, statement);
        });
  }
}
