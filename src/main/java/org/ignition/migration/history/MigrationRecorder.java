package org.ignition.migration.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.database.HeldLock;

/**
 * Writes down what happens to migrations, in the session and the transaction in which it happens:
 * the companion table and, where there is one, the application's own table {@code
 * schema_migrations}. One round trip each, whatever settings a migration left in the session.
 *
 * <p>All throw a {@link org.ignition.failure.PolicyException} of {@link
 * org.ignition.failure.ErrorCode#HISTORY_UNWRITABLE} when the tables are gone, were changed or may
 * not be written, and an {@link SQLException} when the session or its transaction is lost.
 */
public interface MigrationRecorder {

  /**
   * Says what will be true of all that follows.
   *
   * @param by on whose behalf
   * @param backup the backup that was taken before
   */
  MigrationRecorder onBehalfOf(AppliedBy by, Optional<String> backup);

  /** Says how the database comes to hold what a script does. */
  MigrationRecorder ofOrigin(Origin origin);

  /**
   * Lets nothing be recorded of a script in a transaction unless {@code lock} is still held then;
   * without it {@link #applied} and {@link #undone} throw what {@link HeldLock#require} does.
   */
  MigrationRecorder under(HeldLock lock);

  /**
   * Takes {@code passenger} along with what {@link #applied} writes, where that saves a round trip;
   * elsewhere it is never asked what it wants to know.
   */
  MigrationRecorder carrying(Passenger passenger);

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

  /** See {@link #stated(Connection, List)}. */
  default void stated(Connection session, HistoryEvent event) throws SQLException {
    stated(session, List.of(event));
  }

  /**
   * Someone looked and says what holds, or another tool's history does; no script ran.
   *
   * @param events written as they are: by whom and, unless it is {@link java.time.Instant#EPOCH},
   *     when
   */
  void stated(Connection session, List<HistoryEvent> events) throws SQLException;
}
