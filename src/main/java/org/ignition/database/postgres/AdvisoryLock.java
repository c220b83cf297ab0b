package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.ignition.database.LockHolder;
import org.ignition.database.LockNote;

/**
 * The lock of a database, an advisory lock of a session that does nothing else. Its key is fixed:
 * the bytes of “ignition” in ASCII, big-endian, 7595160695787319150 as a number. In {@code
 * pg_locks} that is class 1768386153, object 1953066862.
 *
 * <p>It is only ever tried for, never waited for in a statement: a waiting statement is a
 * transaction, and {@code CREATE INDEX CONCURRENTLY} of whoever holds the lock would wait for it.
 * Every statement of the session begins with a comment that says who we are, so that the last one,
 * which the server shows to others, does.
 */
final class AdvisoryLock {

  static final long KEY = 0x69676E6974696F6EL;

  private static final String HELD =
      "l.locktype = 'advisory' AND l.classid = "
          + (KEY >>> 32)
          + " AND l.objid = "
          + (KEY & 0xFFFF_FFFFL)
          + " AND l.objsubid = 1 AND l.granted";

  private static final String HERE =
      "(SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname ="
          + " pg_catalog.current_database())";

  private final Connection session;
  private final String comment;
  private final String keep;

  /**
   * @param idleTimeout whether the server ends sessions that are idle, if told so
   */
  AdvisoryLock(Connection session, LockNote note, boolean idleTimeout) {
    this.session = session;
    this.comment = "/* " + note.text() + " */ ";
    this.keep = idleTimeout ? ", pg_catalog.set_config('idle_session_timeout', '0', false)" : "";
  }

  /**
   * Who has a lock.
   *
   * @param pid of the server's process
   * @param database its number ({@code oid})
   */
  record Owner(int pid, long database) {

    /** A condition on rows {@code l} of {@code pg_locks}. */
    String proof() {
      return HELD + " AND l.database = " + database + " AND l.pid = " + pid;
    }
  }

  /** We, who have the lock now; empty when another one has it. */
  Optional<Owner> tryOnce() throws SQLException {
    String query =
        "SELECT pg_catalog.pg_try_advisory_lock(%d), pg_catalog.pg_backend_pid(), %s%s"
            .formatted(KEY, HERE, keep);
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(comment + query)) {
      row.next();
      return row.getBoolean(1)
          ? Optional.of(new Owner(row.getInt(2), row.getLong(3)))
          : Optional.empty();
    }
  }

  /** Who has it; empty when nobody does any more. */
  Optional<LockHolder> holder() throws SQLException {
    String query =
        "SELECT l.pid, COALESCE(a.query, ''), COALESCE(pg_catalog.host(a.client_addr), ''),"
            + " COALESCE(EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.backend_start), 0)"
            + " FROM pg_catalog.pg_locks l"
            + " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE "
            + HELD
            + " AND l.database = "
            + HERE;
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(comment + query)) {
      return row.next() ? Optional.of(holder(row)) : Optional.empty();
    }
  }

  private static LockHolder holder(ResultSet row) throws SQLException {
    LockNote note = LockNote.parse(row.getString(2));
    return new LockHolder(
        row.getInt(1),
        note.actor(),
        note.runUrl(),
        Duration.ofSeconds(row.getLong(4)),
        row.getString(3));
  }

  /** Asks over the session of the lock itself. */
  boolean isHeldBy(Owner owner) throws SQLException {
    String query = "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE " + owner.proof() + ")";
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(comment + query)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Gives it back, which a server does when a session ends, and a pooler need not do. */
  void unlock() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(comment + "SELECT pg_catalog.pg_advisory_unlock(" + KEY + ")");
    }
  }

  void end() throws SQLException {
    session.close();
  }
}
