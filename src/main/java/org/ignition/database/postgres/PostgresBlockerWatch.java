package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;

/**
 * Looks five times a second who blocks a session, for the first time after 300 ms: what is over by
 * then costs no session.
 */
final class PostgresBlockerWatch implements BlockerWatch {

  private static final Duration FIRST = Duration.ofMillis(300);
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration END_WITHIN = Duration.ofSeconds(2);

  private final TargetSessions sessions;
  private final String query;
  private final Thread watcher;
  private volatile List<Blocker> seen = List.of();

  private PostgresBlockerWatch(TargetSessions sessions, int pid) {
    this.sessions = sessions;
    this.query = query(pid);
    // A virtual one that reads from a socket would cost 0.3 s at the JVM's exit.
    this.watcher = Thread.ofPlatform().daemon().name("blockers").unstarted(this::watch);
  }

  /** A prepared transaction has no process, so that {@code pg_blocking_pids} says 0. */
  private static String query(int pid) {
    return """
    SELECT b.pid, COALESCE(a.usename, ''), COALESCE(a.application_name, ''),
      COALESCE(
        a.state, CASE b.pid WHEN 0 THEN 'prepared transaction' ELSE a.backend_type END, ''),
      COALESCE(pg_catalog.left(a.query, 500), ''),
      COALESCE(EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.xact_start), 0)
    FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids(%d)) AS pid) b
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
    ORDER BY a.xact_start NULLS LAST, b.pid
    """
        .formatted(pid);
  }

  /**
   * Begins to watch.
   *
   * @param pid the server process of the session that may be blocked
   */
  static BlockerWatch start(TargetSessions sessions, int pid) {
    PostgresBlockerWatch watch = new PostgresBlockerWatch(sessions, pid);
    watch.watcher.start();
    return watch;
  }

  /** Who watches helps others: a watch that fails sees nothing, and nothing else comes of it. */
  private void watch() {
    try {
      Thread.sleep(FIRST);
      try (Connection session = sessions.openShort("blockers");
          Statement statement = session.createStatement()) {
        while (true) {
          look(statement);
          Thread.sleep(EVERY);
        }
      }
    } catch (InterruptedException | SQLException e) {
      // It is over.
    }
  }

  private void look(Statement statement) throws SQLException {
    List<Blocker> blockers = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        blockers.add(
            new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Duration.ofMillis(Math.round(row.getDouble(6) * 1000))));
      }
    }
    if (!blockers.isEmpty()) {
      seen = List.copyOf(blockers);
    }
  }

  @Override
  public List<Blocker> seen() {
    return seen;
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join(END_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
