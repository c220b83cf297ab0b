package org.ignition.migration.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.database.Blocker;
import org.ignition.database.BlockerWatch;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;

/** Opens sessions for the history, and says why one failed. */
final class HistorySession {

  private static final String PURPOSE = "history";

  private static final String LOCKED = "55P03";

  /** Only who changes the tables of the history itself keeps them to himself. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TargetDatabase database;
  private final Duration patience;

  HistorySession(TargetDatabase database) {
    this(database, PATIENCE);
  }

  /**
   * @param patience how long to wait for a lock that others hold
   */
  HistorySession(TargetDatabase database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** What is done in a session. */
  interface Work<T> {
    T in(Connection session) throws SQLException;
  }

  /** Reads in a session of its own, in autocommit mode. */
  <T> T read(Work<T> work) {
    return watched("read", work);
  }

  /** Writes in one transaction: all of it or nothing. */
  void write(Work<?> work) {
    watched(
        "written",
        session -> {
          session.setAutoCommit(false);
          Object done = work.in(session);
          session.commit();
          return done;
        });
  }

  private <T> T watched(String done, Work<T> work) {
    try (Connection session = database.connect(PURPOSE, patience);
        BlockerWatch watch = database.watch(session)) {
      try {
        return work.in(session);
      } catch (SQLException e) {
        throw failure(done, e, watch.seen());
      }
    } catch (SQLException e) {
      throw failure(done, e, List.of());
    }
  }

  private IgnitionException failure(String done, SQLException e, List<Blocker> blockers) {
    ServerError error = database.explain(e);
    if (error.sqlState().equals(LOCKED)) {
      return new RemoteException(blocked(done, blockers), e);
    }
    Problem problem =
        error.endsSession()
            ? Problem.of(
                ErrorCode.DATABASE_LOST,
                "The connection to " + database.name() + " was lost",
                "The history of migrations was being " + done,
                "Run the same command again")
            : Problem.of(
                ErrorCode.HISTORY_UNWRITABLE,
                "The history of migrations can't be " + done,
                "The server said: " + Quoted.of(error.message()),
                "Grant the role the right to read, create and write the tables of the history");
    return new RemoteException(problem, e);
  }

  private Problem blocked(String done, List<Blocker> blockers) {
    return Problem.of(
        ErrorCode.MIGRATION_BLOCKED,
        "The history of migrations can't be "
            + done
            + ", as another session keeps a table of it to itself",
        blockers.isEmpty()
            ? "It was waited for " + patience.toSeconds() + " s, and nobody was seen in the way"
            : "In the way: "
                + blockers.stream().map(Blocker::described).collect(Collectors.joining("; ")),
        "Let it end, or end it with `SELECT pg_terminate_backend(<pid>);`, then run again");
  }
}
