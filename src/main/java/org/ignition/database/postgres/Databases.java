package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.ignition.database.SessionRole;
import org.jspecify.annotations.Nullable;

/** Makes, copies and drops databases of one server, over one session that is kept. */
final class Databases implements AutoCloseable {

  private static final int FORCE_SINCE = 13;
  private static final int STRATEGIES_SINCE = 15;

  /** No room for one more lock: a script took all, and its session is about to end. */
  private static final String OUT_OF_MEMORY = "53200";

  /** For twenty seconds: giving back so many locks takes a busy server a while. */
  private static final int ATTEMPTS = 400;

  private static final long PAUSE_NANOS = 50_000_000;

  private final Sessions sessions;
  private final String home;
  private final int majorVersion;
  private final RandomNames names;
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private @Nullable Connection session;

  /**
   * @param home the database that the kept session is in
   */
  Databases(Sessions sessions, String home, int majorVersion, RandomNames names) {
    this.sessions = sessions;
    this.home = home;
    this.majorVersion = majorVersion;
    this.names = names;
  }

  String create() {
    return make("make a database", "");
  }

  String copy(String template) {
    endSessions(template);
    // By files, the time does not depend on how much of them is in use; the checkpoints that it
    // takes
    // cost little where nothing is synced.
    String strategy = majorVersion >= STRATEGIES_SINCE ? " STRATEGY file_copy" : "";
    return make("copy a database", " TEMPLATE " + Identifier.quoted(template) + strategy);
  }

  private String make(String doing, String how) {
    String name = names.next();
    made.add(name);
    run(
        doing,
        "CREATE DATABASE "
            + Identifier.quoted(name)
            + " OWNER "
            + Identifier.quoted(sessions.owner().user())
            + how);
    return name;
  }

  /** Nothing that was not made here. */
  void drop(String name) {
    if (!made.contains(name)) {
      return;
    }
    if (majorVersion < FORCE_SINCE) {
      endSessions(name);
    }
    run(
        "drop a database",
        "DROP DATABASE IF EXISTS "
            + Identifier.quoted(name)
            + (majorVersion < FORCE_SINCE ? "" : " WITH (FORCE)"));
    made.remove(name);
  }

  private void endSessions(String database) {
    endSessionsWhere("datname = " + Identifier.literal(database));
  }

  /** Whatever they do. */
  void endOwnerSessions() {
    endSessionsWhere("usename = " + Identifier.literal(sessions.owner().user()));
  }

  private void endSessionsWhere(String condition) {
    run(
        "end sessions",
        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
            + " WHERE pid <> pg_catalog.pg_backend_pid() AND "
            + condition);
  }

  /** A role may change its own password and settings, and so lock us out. */
  void restoreOwner() {
    String role = "ALTER ROLE " + Identifier.quoted(sessions.owner().user());
    run("restore a role", role + " RESET ALL");
    run("restore a role", role + " PASSWORD " + Identifier.literal(sessions.owner().password()));
  }

  /** Drops what was made here and not yet dropped. */
  void dropAll() {
    Set.copyOf(made).forEach(this::drop);
  }

  synchronized void run(String doing, String sql) {
    for (int left = ATTEMPTS; ; left--) {
      try (Statement statement = session().createStatement()) {
        statement.execute(sql);
        return;
      } catch (SQLException e) {
        if (Explanation.of(e).endsSession()) {
          throw DatabaseProblem.connecting(sessions.address(), e);
        }
        if (left == 1 || !OUT_OF_MEMORY.equals(e.getSQLState())) {
          throw DatabaseProblem.refused(doing, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private Connection session() throws SQLException {
    Connection current = session;
    if (current == null || current.isClosed()) {
      current = sessions.open(home, SessionRole.ADMINISTRATOR);
      session = current;
    }
    return current;
  }

  @Override
  public synchronized void close() {
    try (Connection _ = session) {
      session = null;
    } catch (SQLException e) {
      // It is over either way.
    }
  }
}
