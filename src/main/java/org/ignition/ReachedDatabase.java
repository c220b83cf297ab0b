package org.ignition;

import java.util.function.Supplier;
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
 * @param opened what writes it to a file
 * @param restored what a backup goes into
 */
record ReachedDatabase(
    TargetDatabase database,
    DatabaseKind kind,
    HistoryTables tables,
    Supplier<BackupSource> opened,
    Supplier<RestoreTarget> restored)
    implements AutoCloseable {

  BackupSource source() {
    return opened.get();
  }

  RestoreTarget target() {
    return restored.get();
  }

  @Override
  public void close() {
    database.close();
  }
}
