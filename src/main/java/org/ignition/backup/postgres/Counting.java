package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.ignition.backup.BackupContents;
import org.ignition.failure.PolicyException;
import org.ignition.migration.history.postgres.PostgresHistory;
import org.ignition.migration.live.RecordedSchema;

/** Looks at a snapshot while it is dumped: what is in it, and which version its schema has. */
final class Counting implements AutoCloseable {

  private final Snapshot snapshot;
  private final CompletableFuture<Counted> result = new CompletableFuture<>();

  /** What was seen. */
  record Counted(BackupContents contents, RecordedSchema schema) {}

  private Counting(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Begins, in a thread of its own. */
  static Counting start(Snapshot snapshot) {
    Counting counting = new Counting(snapshot);
    Thread.ofVirtual().name("counting").start(counting::count);
    return counting;
  }

  private void count() {
    try {
      Connection session = snapshot.session();
      RecordedSchema schema = recorded(session);
      result.complete(new Counted(ContentsReader.read(session, snapshot.tables()), schema));
    } catch (SQLException | RuntimeException e) {
      result.completeExceptionally(e);
    }
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

  /** Throws when it failed. */
  void require() throws SQLException {
    if (result.isCompletedExceptionally()) {
      thrown(result.exceptionNow());
    }
  }

  /** Waits for its end. */
  Counted get() throws SQLException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      thrown(result.exceptionNow());
      throw new IllegalStateException(e);
    }
  }

  private static void thrown(Throwable failure) throws SQLException {
    switch (failure) {
      case SQLException refused -> throw refused;
      case RuntimeException defect -> throw defect;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** Ends what still runs at the server: to close a session does not. */
  @Override
  public void close() {
    if (!result.isDone()) {
      snapshot.end();
    }
  }
}
