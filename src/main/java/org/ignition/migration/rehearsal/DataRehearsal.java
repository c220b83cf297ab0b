package org.ignition.migration.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.database.ScratchServer;
import org.ignition.database.SessionRole;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.image.Quoted;
import org.ignition.migration.Migration;

/**
 * Rehearses pending migrations where the rows are real ones, such as those of a backup: how long
 * each takes there, whom it keeps out, and what it fails on.
 */
public final class DataRehearsal {

  /** Real rows take their time. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);

  private static final String SIZES =
      """
      SELECT n.nspname || '.' || c.relname, pg_table_size(c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND left(n.nspname, 3) <> 'pg_'\
      """;

  private final ScratchServer server;
  private final String timeZone;

  /**
   * What was observed.
   *
   * @param costs of each that was tried, in their order; the last may have failed
   * @param notTried as an earlier one does not run
   */
  public record Outcome(List<MigrationCost> costs, List<Migration> notTried) {

    /** Copies the lists. */
    public Outcome {
      costs = List.copyOf(costs);
      notTried = List.copyOf(notTried);
    }
  }

  /**
   * On {@code server}, which stays up.
   *
   * @param timeZone of production, as PostgreSQL names it
   */
  public DataRehearsal(ScratchServer server, String timeZone) {
    this.server = server;
    this.timeZone = timeZone;
  }

  /**
   * Runs each up, its down and the up again.
   *
   * @param database of the server, that of its owner with all that is in it, which holds the schema
   *     before the first of {@code pending}; it is dropped in the end
   * @param pending in their order
   * @param listener is told how it goes on
   * @throws RemoteException when the server fails for reasons that no migration has
   */
  public Outcome rehearse(String database, List<Migration> pending, RehearsalListener listener) {
    Map<String, Long> sizes = prepare(database);
    List<MigrationCost> costs = new ArrayList<>();
    RehearsalListener noting =
        rehearsed -> {
          costs.add(MigrationCost.of(rehearsed, sizes));
          listener.rehearsed(rehearsed);
        };
    RehearsalOptions options =
        new RehearsalOptions(timeZone, STATEMENT_TIMEOUT, false, Optional.empty());
    RehearsalOutcome outcome =
        new Rehearser(server, options).from(database).rehearse(pending, _ -> true, noting);
    return new Outcome(costs, outcome.notRehearsed());
  }

  /** Plans are made as in production, where statistics are never missing; the tables' sizes. */
  private Map<String, Long> prepare(String database) {
    try (Connection session = server.connect(database, SessionRole.ADMINISTRATOR);
        Statement statement = session.createStatement()) {
      statement.execute("ANALYZE");
      Map<String, Long> sizes = new HashMap<>();
      try (ResultSet row = statement.executeQuery(SIZES)) {
        while (row.next()) {
          sizes.put(row.getString(1), row.getLong(2));
        }
      }
      return sizes;
    } catch (SQLException e) {
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_REFUSED,
              "The rehearsal's database can't be measured",
              "The server said: " + Quoted.of(server.explain(e).message()),
              "Run again; if it stays, report it with this message"),
          e);
    }
  }
}
