package org.ignition.migration.loss;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ignition.database.ServerError;
import org.ignition.database.TargetDatabase;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.loss.LossEstimate.MigrationLoss;

/**
 * Says what undoing migrations would lose on a database as it is now. It runs none of their
 * statements, changes nothing and holds up nobody: it reads in a session of its own that waits for
 * locks only for a moment.
 */
public final class LossCounter {

  private final TargetDatabase database;
  private final CountLimits limits;

  /** For {@code database}, within {@code limits} for each estimate. */
  public LossCounter(TargetDatabase database, CountLimits limits) {
    this.database = database;
    this.limits = limits;
  }

  /**
   * What the downs would lose if they ran one after the other.
   *
   * @param downs in the order in which they would run: the newest migration's first
   * @throws RemoteException when the database does not answer
   */
  public LossEstimate estimate(List<UndoScript> downs) {
    DatabaseKind kind =
        database.facts().product().equals("SQLite") ? DatabaseKind.SQLITE : DatabaseKind.POSTGRESQL;
    try (Connection session = database.connect("counting")) {
      return switch (kind) {
        case POSTGRESQL -> {
          PostgresCounts.prepare(session, limits);
          Counts counts = new PostgresCounts(database, session, limits);
          yield estimate(downs, kind, new Undoing(new PostgresCatalog(session)), counts);
        }
        case SQLITE -> {
          Query.run(session, "PRAGMA query_only = on");
          Counts counts = new SqliteCounts(session, limits);
          yield estimate(downs, kind, new Undoing(new SqliteCatalog(session)), counts);
        }
      };
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static LossEstimate estimate(
      List<UndoScript> downs, DatabaseKind kind, Undoing undoing, Counts counts)
      throws SQLException {
    List<MigrationLoss> losses = new ArrayList<>();
    for (UndoScript down : downs) {
      List<Loss> own = new ArrayList<>();
      for (Taken taken : undoing.undo(DownReading.of(down.sql(), kind), down.transactional())) {
        own.add(LossText.of(taken.gone(), counts.without(taken.apart())));
      }
      losses.add(new MigrationLoss(down.label(), own));
    }
    return new LossEstimate(losses);
  }

  private RemoteException refused(SQLException cause) {
    ServerError error = database.explain(cause);
    Problem problem =
        error.endsSession()
            ? Problem.of(
                ErrorCode.DATABASE_LOST,
                "The connection to " + database.name() + " was lost",
                "It was being counted what an undo would lose; nothing was changed",
                "Run the same command again")
            : Problem.of(
                ErrorCode.DATABASE_REFUSED,
                "The database does not say what an undo would lose",
                "It said: " + Quoted.of(error.message()),
                "Look at its message, then run again");
    return new RemoteException(problem, cause);
  }
}
