package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.ignition.migration.trace.LockMode;

/**
 * Polls the locks of a backend in a thread of its own, and lets readers go once it waits, or was
 * seen at work so often without waiting that it is not going to: looks are counted, as those of a
 * machine that is busy take as much longer as what is looked at.
 */
final class Watching implements AutoCloseable {

  private static final long POLL_MILLIS = 5;
  private static final int PATIENCE_LOOKS = 100;

  /** One row at least while a statement runs, and none before, if the server tells of that. */
  private static final String LOCKS =
      "SELECT l.relation::int8, l.mode, COALESCE(l.granted, true)"
          + " FROM pg_stat_get_activity(?) a LEFT JOIN pg_locks l ON l.pid = a.pid"
          + " AND (NOT l.granted OR l.locktype = 'relation'"
          + " AND l.mode NOT IN ('AccessShareLock', 'SIReadLock')"
          + " AND l.relation >= 16384)"
          + " WHERE (a.state LIKE 'idle%') IS NOT TRUE";

  private final Connection session;
  private final int pid;
  private final Readers readers;
  private final Set<WatchedLock> seen;
  private final Thread thread;
  private volatile boolean stopped;

  /** What the statement was seen to do. */
  private enum State {
    NOT_BEGUN,
    WORKS,
    WAITS
  }

  private Watching(Connection session, int pid, Readers readers, Set<WatchedLock> seen) {
    this.session = session;
    this.pid = pid;
    this.readers = readers;
    this.seen = seen;
    // A virtual one that reads from a socket would cost 0.3 s at the JVM's exit.
    this.thread = Thread.ofPlatform().daemon().name("lock-watch").unstarted(this::poll);
  }

  static Watching start(Connection session, int pid, Readers readers, Set<WatchedLock> seen) {
    Watching watching = new Watching(session, pid, readers, seen);
    watching.thread.start();
    return watching;
  }

  private void poll() {
    int patience = PATIENCE_LOOKS;
    try (PreparedStatement query = session.prepareStatement(LOCKS)) {
      query.setInt(1, pid);
      while (!stopped) {
        State state = look(query);
        patience -= state == State.WORKS ? 1 : 0;
        if (state == State.WAITS || patience == 0) {
          readers.releaseOne();
          patience = PATIENCE_LOOKS;
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (SQLException _) {
      readers.releaseAll(); // The server is gone; what ran will say so.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private State look(PreparedStatement query) throws SQLException {
    State state = State.NOT_BEGUN;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        state = state == State.WAITS || !row.getBoolean(3) ? State.WAITS : State.WORKS;
        long oid = row.getLong(1);
        if (!row.wasNull() && !row.getString(2).equals("AccessShareLock")) {
          seen.add(new WatchedLock(oid, LockMode.of(row.getString(2))));
        }
      }
    }
    return state;
  }

  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
