package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.MigrationRecorder;

/**
 * Undoes migrations with the scripts that were stored when they were applied, each recorded, for
 * Flyway too, in the transaction of its statements. Locks are waited for as when applying.
 */
public final class Undoer {

  private final TargetDatabase database;
  private final Patience patience;

  Undoer(TargetDatabase database, Patience patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * One for {@code database}.
   *
   * @param random numbers from 0 to 1, so that pauses differ from those of others
   */
  public Undoer(TargetDatabase database, ApplySettings settings, DoubleSupplier random) {
    this(database, new Patience(settings, random, Thread::sleep));
  }

  /**
   * Undoes {@code migrations} in the order given, which is from the newest on.
   *
   * @param actor whom Flyway's history names; the session's user where it is empty
   * @param recorder writes down each of them, on behalf of whom it knows
   * @param lock the right to do it; asked for before anything is kept for good
   * @throws PolicyException when one of them has no down; nothing was undone
   * @throws org.ignition.failure.InputException as {@link FlywayEngine#apply}
   * @throws org.ignition.failure.RemoteException as {@link FlywayEngine#apply}
   * @throws org.ignition.failure.PartialException as {@link FlywayEngine#apply}
   */
  public void undo(
      List<AppliedMigration> migrations,
      String actor,
      MigrationRecorder recorder,
      HeldLock lock,
      ApplyListener listener) {
    List<Work> works = migrations.stream().map(each -> work(each.migration())).toList();
    works.forEach(FlywayEngine::requireRunnable);
    if (works.isEmpty()) {
      return;
    }
    Commission commission = new Commission(database, patience, actor, recorder, lock, listener);
    try (Blockage blockage = new Blockage(database, patience, listener);
        Connection session = database.connect("undo")) {
      blockage.watch(session);
      DownRun run = new DownRun(commission, blockage, session);
      works.forEach(run::undo);
    } catch (SQLException e) {
      // Only closing the session can fail here, and the server ends it all the same.
    }
  }

  private static Work work(MigrationRecord migration) {
    return migration
        .down()
        .map(down -> Work.down(migration, down))
        .orElseThrow(() ->
            new PolicyException(
                Problem.of(
                    ErrorCode.UNDO_IMPOSSIBLE,
                    "Nothing undoes " + migration.label(),
                    "No down was stored when it was applied",
                    "Restore the backup from before it, or write a migration that goes"
                        + " forward")));
  }
}
