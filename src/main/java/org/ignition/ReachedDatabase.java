package org.ignition;

import org.ignition.backup.Backups;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.history.HistoryTables;

/**
 * A database that was reached, with what goes with its kind.
 *
 * @param database the database itself
 * @param kind what it is
 * @param tables of its history
 * @param backups of it
 */
record ReachedDatabase(
    TargetDatabase database, DatabaseKind kind, HistoryTables tables, Backups backups) {}
