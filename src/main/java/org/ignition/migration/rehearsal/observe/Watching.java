package org.ignition.migration.rehearsal.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.ignition.migration.trace.LockMode;

/** Polls the locks of a backend in a thread of its own, and lets readers go once it waits. */
final class Watching implements AutoCloseable {

  private static final long POLL_MILLIS = 5;
  private static final long PATIENCE_MILLIS = 500;
  private static final String LOCKS =
      "SELECT relation::int8, mode, granted FROM pg_locks WHERE pid = ?"
          + " AND (NOT granted OR locktype = 'relation'"
          + " AND mode NOT IN ('AccessShareLock', 'SIReadLock')"
          + " AND relation >= 16384)";

  private final Connection session;
  private final int pid;
  private final Readers readers;
  private final Set<WatchedLock> seen;
  private final Thread thread;
  private volatile boolean stopped;

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
    long since = System.nanoTime();
    try (PreparedStatement query = session.prepareStatement(LOCKS)) {
      query.setInt(1, pid);
      while (!stopped) {
        boolean waits = look(query);
        if (waits || System.nanoTime() - since > PATIENCE_MILLIS * 1_000_000) {
          readers.releaseOne();
          since = System.nanoTime();
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (SQLException _) {
      readers.releaseAll(); // The server is gone; what ran will say so.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean look(PreparedStatement query) throws SQLException {
    boolean waits = false;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        waits |= !row.getBoolean(3);
        long oid = row.getLong(1);
        if (!row.wasNull() && !row.getString(2).equals("AccessShareLock")) {
          seen.add(new WatchedLock(oid, LockMode.of(row.getString(2))));
        }
      }
    }
    return waits;
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
