package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.ignition.migration.sql.SqlStatement;

/**
 * Watches, from other sessions, which locks a statement takes that can't run in a transaction: they
 * are gone when it ends. Readers hold the tables that it names for a moment, so that it has to wait
 * while it is looked at.
 */
public final class LockWatch {

  private final Supplier<Connection> sessions;

  /**
   * @param sessions opens one more session in the database
   */
  public LockWatch(Supplier<Connection> sessions) {
    this.sessions = sessions;
  }

  /** A statement of another session. */
  @FunctionalInterface
  public interface Run {
    /** Runs it to its end. */
    void run() throws SQLException;
  }

  /**
   * Runs {@code statement} and watches it.
   *
   * @param pid of the backend that runs it
   * @return what it locked, each relation and mode once
   */
  public List<WatchedLock> around(SqlStatement statement, int pid, Run run) throws SQLException {
    Readers readers = Readers.of(sessions, statement);
    Set<WatchedLock> seen =
        new TreeSet<>(
            java.util.Comparator.comparingLong(WatchedLock::oid).thenComparing(WatchedLock::mode));
    try (readers;
        Connection watcher = sessions.get();
        Watching watching = Watching.start(watcher, pid, readers, seen)) {
      run.run();
      watching.stop();
    }
    return new ArrayList<>(seen);
  }
}
