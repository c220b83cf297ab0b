package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.HeldLock;
import org.ignition.database.LockRequest;
import org.ignition.database.ScratchServer;
import org.ignition.database.ServerError;
import org.ignition.database.SessionRole;
import org.ignition.database.TargetFacts;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.testing.Postgres;
import org.postgresql.PGConnection;

/** A database of a real server. */
final class PostgresTarget extends TestTarget {

  static final long KEY = 4711;

  private final ScratchServer server;
  private final String database;

  private PostgresTarget(ScratchServer server) {
    this.server = server;
    this.database = server.createDatabase();
  }

  static PostgresTarget of(int majorVersion) {
    return new PostgresTarget(Postgres.server(majorVersion));
  }

  String database() {
    return database;
  }

  @Override
  public String name() {
    return database;
  }

  @Override
  public TargetFacts facts() {
    return new TargetFacts(
        "PostgreSQL", server.majorVersion(), "17", database, "postgres", "public", 0);
  }

  @Override
  Connection open() {
    return server.connect(database, SessionRole.OWNER);
  }

  Connection openAsSuperuser() {
    return server.connect(database, SessionRole.ADMINISTRATOR);
  }

  /** How another program reaches the database: its URL, and a superuser with a password. */
  List<String> login(String password) {
    String role = database + "_cli";
    try (Connection session = openAsSuperuser()) {
      sql(session, "SET scram_iterations = 4096"); // Older drivers take no fewer.
      sql(session, "CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD '" + password + "'");
      return List.of(session.getMetaData().getURL().replaceAll("\\?.*", ""), role);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static int pid(Connection session) {
    try {
      return session.unwrap(PGConnection.class).getBackendPID();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends a session and waits until it is gone. */
  void terminate(int pid) {
    try (Connection session = openAsSuperuser();
        Statement statement = session.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(" + pid + ", 60000)");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ServerError explain(SQLException failure) {
    return server.explain(failure);
  }

  @Override
  public long copyIn(Connection session, String statement, String rows) throws SQLException {
    return server.copyIn(session, statement, rows);
  }

  @Override
  public HeldLock lock(LockRequest request) {
    return lock();
  }

  @Override
  HeldLock lock() {
    Connection holder = open();
    int pid = pid(holder);
    sql(holder, "SELECT pg_advisory_lock(" + KEY + ")");
    return new HeldLock() {
      @Override
      public void require() {
        if (rows(proofQuery()).equals(List.of("f"))) {
          throw new RemoteException(
              Problem.of(ErrorCode.DATABASE_LOST, "The lock is lost", "", ""));
        }
      }

      @Override
      public String proof() {
        return "l.locktype = 'advisory' AND l.objid = %d AND l.pid = %d AND l.granted"
            .formatted(KEY, pid);
      }

      @Override
      public void close() {
        // Until the server has noticed.
        terminate(pid);
        try {
          holder.close();
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  static void sql(Connection session, String text) {
    try (Statement statement = session.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Sees, whenever it is asked, who else holds a table: waits are so short here that who looks
   * while they last may come too late.
   */
  @Override
  public BlockerWatch watch(Connection session) {
    int pid = pid(session);
    return new BlockerWatch() {
      @Override
      public List<Blocker> seen() {
        return holders(pid);
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  private List<Blocker> holders(int waiting) {
    String query =
        """
        SELECT pid, usename, application_name, state, query,
          extract(epoch FROM now() - xact_start)::int
        FROM pg_stat_activity
        WHERE pid <> ALL (ARRAY[%d, pg_backend_pid()]) AND pid IN (
          SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE l.locktype = 'relation' AND d.datname = current_database())\
        """
            .formatted(waiting);
    try (Connection own = open();
        Statement statement = own.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<Blocker> now = new ArrayList<>();
      while (row.next()) {
        now.add(
            new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3).toLowerCase(Locale.ROOT),
                row.getString(4),
                row.getString(5),
                Duration.ofSeconds(row.getInt(6))));
      }
      return now;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.dropDatabase(database);
  }
}
