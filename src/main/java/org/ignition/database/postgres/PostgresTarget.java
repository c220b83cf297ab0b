package org.ignition.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ignition.database.BlockerWatch;
import org.ignition.database.DatabaseUse;
import org.ignition.database.HeldLock;
import org.ignition.database.LockNote;
import org.ignition.database.LockRequest;
import org.ignition.database.Patience;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.database.TargetFacts;
import org.ignition.database.Tunnel;
import org.ignition.database.target.DatabaseLogin;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.postgresql.PGConnection;

/** A PostgreSQL database that migrations are for. */
public final class PostgresTarget implements TargetDatabase {

  private static final int IDLE_SESSION_TIMEOUT_SINCE = 14;

  private final TargetSessions sessions;
  private final Patience patience;
  private final TargetFacts facts;

  /** The session that the database was opened with, until the lock needs one. */
  private final AtomicReference<Optional<Connection>> first;

  private PostgresTarget(
      TargetSessions sessions, Patience patience, TargetFacts facts, Connection first) {
    this.sessions = sessions;
    this.patience = patience;
    this.facts = facts;
    this.first = new AtomicReference<>(Optional.of(first));
  }

  /**
   * Connects and makes sure that migrations can be applied: one session, one round trip more.
   *
   * @param login with a user
   * @param patience for a server that is not there yet
   * @throws org.ignition.failure.InputException when the server is too old
   * @throws RemoteException when it can't be reached, refuses the login, has no such database,
   *     takes no changes, forbids to make tables, or is behind a pooler that lends out sessions
   */
  public static TargetDatabase open(PostgresUrl url, DatabaseLogin login, Patience patience) {
    return open(url, login, DatabaseUse.CHANGE, patience);
  }

  /**
   * The same, and makes sure of no more than {@code use} needs.
   *
   * @param use what it is opened for
   */
  public static TargetDatabase open(
      PostgresUrl url, DatabaseLogin login, DatabaseUse use, Patience patience) {
    return open(new TargetSessions(url, Login.of(login), Optional.empty()), use, patience);
  }

  /** To change it, through {@code tunnel}, which is closed with the database. */
  public static TargetDatabase open(
      PostgresUrl url, DatabaseLogin login, Tunnel tunnel, Patience patience) {
    return open(url, login, tunnel, DatabaseUse.CHANGE, patience);
  }

  /** The same through {@code tunnel}, which is closed with the database, or if it is not opened. */
  public static TargetDatabase open(
      PostgresUrl url, DatabaseLogin login, Tunnel tunnel, DatabaseUse use, Patience patience) {
    try {
      return open(new TargetSessions(url, Login.of(login), Optional.of(tunnel)), use, patience);
    } catch (RuntimeException e) {
      tunnel.close();
      throw e;
    }
  }

  private static TargetDatabase open(TargetSessions sessions, DatabaseUse use, Patience patience) {
    Connection session =
        new Connecting(sessions, patience).connect(() -> sessions.openShort("lock"));
    try {
      TargetReading reading = TargetReading.of(session);
      if (reading.pooled()) {
        checkPooler(sessions, session);
      }
      reading.check(sessions.name(), use);
      return new PostgresTarget(sessions.known(reading), patience, reading.facts(), session);
    } catch (SQLException e) {
      end(session);
      throw TargetProblem.reading(sessions, "say what it is", e);
    } catch (RuntimeException e) {
      end(session);
      throw e;
    }
  }

  private static void checkPooler(TargetSessions sessions, Connection session) throws SQLException {
    try (Connection other = sessions.openShort("pooler")) {
      Pooler.check(sessions, session, other);
    }
  }

  private static void end(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // It is over either way.
    }
  }

  @Override
  public String name() {
    return sessions.name();
  }

  @Override
  public TargetFacts facts() {
    return facts;
  }

  @Override
  public Connection connect(String purpose) {
    return new Connecting(sessions, patience).connect(() -> sessions.open(purpose));
  }

  @Override
  public Connection connect(String purpose, Duration lockTimeout) {
    return new Connecting(sessions, patience).connect(() -> sessions.open(purpose, lockTimeout));
  }

  @Override
  public ServerError explain(SQLException failure) {
    return Explanation.of(failure);
  }

  /** The session of the start may have ended by now, as it was idle. */
  @Override
  public HeldLock lock(LockRequest request) {
    Optional<Connection> kept = first.getAndSet(Optional.empty());
    if (kept.isPresent()) {
      try {
        return lock(kept.get(), request);
      } catch (RemoteException e) {
        if (e.code() != ErrorCode.DATABASE_LOST) {
          throw e;
        }
      }
    }
    return lock(
        new Connecting(sessions, patience).connect(() -> sessions.openShort("lock")), request);
  }

  private HeldLock lock(Connection session, LockRequest request) {
    AdvisoryLock lock =
        new AdvisoryLock(
            session,
            new LockNote(request.actor(), request.runUrl()),
            facts.majorVersion() >= IDLE_SESSION_TIMEOUT_SINCE);
    try {
      return PostgresLock.take(sessions, lock, request);
    } catch (RuntimeException e) {
      end(session);
      throw e;
    }
  }

  @Override
  public long copyIn(Connection session, String statement, String rows) throws SQLException {
    return Copying.in(session, statement, rows);
  }

  @Override
  public BlockerWatch watch(Connection session) {
    try {
      return watch(pid(session));
    } catch (SQLException e) {
      throw TargetProblem.reading(sessions, "say which session this is", e);
    }
  }

  @Override
  public BlockerWatch watch(int pid) {
    return PostgresBlockerWatch.start(sessions, pid);
  }

  /** A pooler tells its clients numbers of its own. */
  private int pid(Connection session) throws SQLException {
    return sessions.pooled()
        ? Pooler.pid(session)
        : session.unwrap(PGConnection.class).getBackendPID();
  }

  @Override
  public void close() {
    first.getAndSet(Optional.empty()).ifPresent(PostgresTarget::end);
    sessions.tunnel().ifPresent(Tunnel::close);
  }
}
