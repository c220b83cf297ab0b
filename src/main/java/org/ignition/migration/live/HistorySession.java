package org.ignition.migration.live;

import java.sql.Connection;
import java.sql.SQLException;
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

  private final TargetDatabase database;

  HistorySession(TargetDatabase database) {
    this.database = database;
  }

  /** What is done in a session. */
  interface Work<T> {
    T in(Connection session) throws SQLException;
  }

  /** Reads in a session of its own, in autocommit mode. */
  <T> T read(Work<T> work) {
    try (Connection session = database.connect(PURPOSE)) {
      return work.in(session);
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  /** Writes in one transaction: all of it or nothing. */
  void write(Work<?> work) {
    try (Connection session = database.connect(PURPOSE)) {
      session.setAutoCommit(false);
      work.in(session);
      session.commit();
    } catch (SQLException e) {
      throw failure("written", e);
    }
  }

  private IgnitionException failure(String done, SQLException e) {
    ServerError error = database.explain(e);
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
}
