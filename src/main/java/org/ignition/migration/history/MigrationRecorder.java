package org.ignition.migration.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes down what happens to migrations, in the session and the transaction in which it happens:
 * the companion table and, where there is one, the application's own table {@code
 * schema_migrations}. One round trip each.
 */
public interface MigrationRecorder {

  /**
   * Says what will be true of all that follows.
   *
   * @param by on whose behalf
   * @param backup the backup that was taken before
   */
  MigrationRecorder onBehalfOf(AppliedBy by, Optional<String> backup);

  /** A script of {@code migration} that no transaction surrounds is about to run. */
  void begun(Connection session, HistoryEvent.Kind kind, MigrationRecord migration)
      throws SQLException;

  /** The up of {@code migration} ran to its end; the same transaction as its statements. */
  void applied(Connection session, MigrationRecord migration, Duration took) throws SQLException;

  /** The down of {@code migration} ran to its end; the same transaction as its statements. */
  void undone(Connection session, MigrationRecord migration, Duration took) throws SQLException;

  /**
   * A script that no transaction surrounds stopped halfway.
   *
   * @param kind {@link HistoryEvent.Kind#FAILED} or {@link HistoryEvent.Kind#UNDO_FAILED}
   * @param remark the statement that failed, why, and those that took effect
   */
  void failed(
      Connection session,
      HistoryEvent.Kind kind,
      MigrationRecord migration,
      Duration took,
      String remark)
      throws SQLException;

  /** Someone looked and says what holds, or another tool's history does; no script ran. */
  void stated(Connection session, HistoryEvent event) throws SQLException;
}
