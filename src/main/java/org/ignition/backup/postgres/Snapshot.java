package org.ignition.backup.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.TargetDatabase;

/**
 * A transaction that sees a database as it was at one moment, and that lets {@code pg_dump} see the
 * same. It holds the locks of a dump itself, from before that moment on: what was rewritten between
 * the two, by {@code ALTER TABLE … TYPE}, would look empty to it, and nobody would say so.
 */
final class Snapshot implements AutoCloseable {

  /** “Undefined table”: it was dropped or renamed since it was listed. */
  private static final String NO_SUCH_TABLE = "42P01";

  /** “Lock not available”: it took too long. */
  private static final String LOCKED = "55P03";

  /** How long somebody may keep a table to himself. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int ATTEMPTS = 5;
  private static final int TRANSACTION_TIMEOUT_SINCE = 17;

  /**
   * Nothing that the server or the role has set ends a session that is idle while the dump is
   * written; rows that a policy hides are an error and not a smaller count.
   */
  private static final String SETTINGS =
      """
      SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL row_security = off;
      SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0\
      """;

  private final ServerSession server;
  private final Connection session;
  private final String id;
  private final List<DumpedTable> tables;

  private Snapshot(ServerSession server, Connection session, String id, List<DumpedTable> tables) {
    this.server = server;
    this.session = session;
    this.id = id;
    this.tables = tables;
  }

  /**
   * Begins one.
   *
   * @throws SQLException when a table may not be read, or somebody changes one for a minute, who is
   *     named then
   */
  static Snapshot open(TargetDatabase database) throws SQLException, InterruptedException {
    return open(database, PATIENCE);
  }

  /** The same with another patience. */
  static Snapshot open(TargetDatabase database, Duration patience)
      throws SQLException, InterruptedException {
    Connection session = database.connect("snapshot");
    try {
      session.setReadOnly(true);
      session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return open(ServerSession.of(database, session), session, patience);
    } catch (SQLException | InterruptedException | RuntimeException e) {
      try (session) { // A session whose server is gone fails at this too, which is not the reason.
        throw e;
      }
    }
  }

  private static Snapshot open(ServerSession server, Connection session, Duration patience)
      throws SQLException, InterruptedException {
    try (BlockerWatch watch = server.database().watch(server.pid())) {
      try {
        return server.ask(() -> begin(server, session, patience));
      } catch (SQLException e) {
        throw LOCKED.equals(e.getSQLState()) ? locked(e, watch.seen()) : e;
      }
    }
  }

  private static SQLException locked(SQLException cause, List<Blocker> blockers) {
    String named =
        blockers.stream().map(each -> ": " + each.described()).collect(Collectors.joining());
    return new SQLException(cause.getMessage() + named, LOCKED, cause);
  }

  /** Tables that others make and drop in the meantime make it begin again. */
  private static Snapshot begin(ServerSession server, Connection session, Duration patience)
      throws SQLException {
    int major = server.database().facts().majorVersion();
    for (int attempt = 1; ; attempt++) {
      List<DumpedTable> listed = DumpedTables.read(session);
      session.setAutoCommit(false);
      if (locks(session, settings(major, patience), listed, attempt < ATTEMPTS)) {
        String id = export(session);
        List<DumpedTable> seen = DumpedTables.read(session);
        if (seen.equals(listed)) {
          return new Snapshot(server, session, id, seen);
        }
        if (attempt == ATTEMPTS) {
          DumpedTables.lock(session, seen);
          return new Snapshot(server, session, id, seen);
        }
      }
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private static String settings(int major, Duration patience) {
    return SETTINGS
        + "; SET LOCAL lock_timeout = "
        + patience.toMillis()
        + (major >= TRANSACTION_TIMEOUT_SINCE ? "; SET LOCAL transaction_timeout = 0" : "");
  }

  /** Takes no snapshot yet: neither {@code SET} nor {@code LOCK} needs one. */
  private static boolean locks(
      Connection session, String settings, List<DumpedTable> tables, boolean again)
      throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(settings);
      DumpedTables.lock(session, tables);
      return true;
    } catch (SQLException e) {
      if (again && NO_SUCH_TABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static String export(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
      row.next();
      return row.getString(1);
    }
  }

  /** What {@code pg_dump --snapshot} takes, while this is open. */
  String id() {
    return id;
  }

  /** Within its transaction. */
  Connection session() {
    return session;
  }

  /** What a dump of it holds. */
  List<DumpedTable> tables() {
    return tables;
  }

  /** Ends what its session does now. */
  void end() {
    server.end();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
