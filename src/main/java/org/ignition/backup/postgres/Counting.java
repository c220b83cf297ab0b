package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.ignition.backup.BackupContents;
import org.ignition.failure.PolicyException;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.ignition.migration.live.RecordedSchema;

/**
 * Looks at a snapshot while it is dumped.
 *
 * @param asked what is in it, and which version its schema has
 */
record Counting(Snapshot snapshot, Asked<Counted> asked) implements AutoCloseable {

  /** What was seen. */
  record Counted(BackupContents contents, RecordedSchema schema) {}

  /** Begins. */
  static Counting start(Snapshot snapshot) {
    return new Counting(snapshot, Asked.start(() -> count(snapshot)));
  }

  private static Counted count(Snapshot snapshot) throws SQLException {
    RecordedSchema schema = recorded(snapshot.session());
    return new Counted(ContentsReader.read(snapshot.session(), snapshot.tables()), schema);
  }

  /** A history that can't be read is none: the rows are kept either way. */
  static RecordedSchema recorded(Connection session) throws SQLException {
    Savepoint before = session.setSavepoint();
    try {
      return RecordedSchema.read(session, new PostgresHistory());
    } catch (SQLException | PolicyException e) {
      session.rollback(before);
      return RecordedSchema.UNKNOWN;
    }
  }

  /** Ends what still runs at the server: to close a session does not. */
  @Override
  public void close() {
    if (!asked.isAnswered()) {
      snapshot.end();
    }
  }
}
