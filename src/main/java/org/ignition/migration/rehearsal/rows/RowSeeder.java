package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.ignition.migration.rehearsal.rows.Seeded.LeftEmpty;
import org.ignition.migration.trace.Relation;

/**
 * Makes rows in empty tables: one with NULL wherever it may be and one with all values. They are
 * the same each time. Values that the server refuses are replaced by others within a bound; a table
 * that refuses them all stays empty.
 */
public final class RowSeeder implements AutoCloseable {

  private static final String SAVEPOINT = "ignition_seed";

  private final Connection session;
  private final ShapeReader shapes;

  /**
   * Makes them through {@code session}, which belongs to whoever owns the tables and is within a
   * transaction that this neither commits nor rolls back. It stays open.
   */
  public RowSeeder(Connection session) throws SQLException {
    this.session = session;
    this.shapes = new ShapeReader(session);
  }

  /**
   * Makes rows in those of {@code tables} that are empty, two round trips for all of them unless
   * one is refused. Views and foreign tables get none.
   *
   * @throws SQLException when the session is of no use any more; a server's refusal is a result
   */
  public Seeded seed(Collection<Relation> tables) throws SQLException {
    if (tables.isEmpty()) {
      return Seeded.NONE;
    }
    run("SAVEPOINT " + SAVEPOINT);
    try {
      Seeded seeded = attempt(tables);
      run("RELEASE " + SAVEPOINT);
      return seeded;
    } catch (SQLException refused) {
      run("ROLLBACK TO " + SAVEPOINT + "; RELEASE " + SAVEPOINT);
      return SeedResult.refused(tables, refused.getMessage());
    }
  }

  private Seeded attempt(Collection<Relation> tables) throws SQLException {
    ShapeReader.Shapes found = shapes.read(tables);
    if (found.tables().isEmpty()) {
      return Seeded.NONE;
    }
    Seeded first = attempt(found, SeedPlan.of(found));
    if (first.empty().isEmpty()) {
      return first;
    }
    ShapeReader.Shapes refused = found.only(first.empty().stream().map(LeftEmpty::table).toList());
    return first.with(attempt(refused, SeedPlan.lastResort(refused)));
  }

  @Override
  public void close() throws SQLException {
    shapes.close();
  }

  private Seeded attempt(ShapeReader.Shapes shapes, List<SeedStep> steps) throws SQLException {
    return SeedResult.of(steps, states(shapes, steps));
  }

  private List<String> states(ShapeReader.Shapes shapes, List<SeedStep> steps) throws SQLException {
    List<String> deferred =
        shapes.tables().stream().flatMap(table -> table.deferred().stream()).distinct().toList();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      boolean result =
          statement.execute(
              SeedBlock.judgeAtOnce(deferred)
                  + SeedBlock.of(steps)
                  + ";\n"
                  + SeedBlock.RESULT
                  + ";\n"
                  + SeedBlock.CLEAR
                  + SeedBlock.judgeLater(deferred));
      while (!result) {
        result = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return Texts.of(row, "states");
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
