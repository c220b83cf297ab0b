package org.ignition.flow.reach;

import org.ignition.backup.BackupSource;
import org.ignition.backup.RestoreTarget;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.history.HistoryTables;

/**
 * A database that was reached, with what goes with its kind.
 *
 * @param database the database itself
 * @param kind what it is
 * @param tables of its history
 * @param source writes it to a file
 * @param targets give what a backup goes into
 */
public record ReachedDatabase(
    TargetDatabase database,
    DatabaseKind kind,
    HistoryTables tables,
    BackupSource source,
    Targets targets)
    implements AutoCloseable {

  /** The database as a backup goes into it. */
  @FunctionalInterface
  public interface Targets {

    /**
     * The target.
     *
     * @param foreign whether the backup is of another environment, whose roles are not here
     */
    RestoreTarget of(boolean foreign);
  }

  @Override
  public void close() {
    database.close();
  }
}
