package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.Unwritable;

/**
 * The history in a PostgreSQL database: in the schema where the session creates what is not
 * qualified. Two round trips read it, one creates what is missing.
 */
public final class PostgresHistory implements HistoryTables {

  @Override
  public HistoryFacts read(Connection session, long downsAbove) throws SQLException {
    Catalog catalog = Catalog.read(session);
    try {
      return HistoryQuery.read(session, catalog, downsAbove);
    } catch (SQLException e) {
      if (Definition.FORBIDDEN.equals(e.getSQLState())) {
        throw Unwritable.forbidden(Sql.name(catalog.schema()), e);
      }
      throw e;
    }
  }

  @Override
  public void create(Connection session, HistoryFacts facts, VersionTableUse names)
      throws SQLException {
    Definition.create(session, facts, names);
  }

  @Override
  public MigrationRecorder recorder(HistoryFacts facts, VersionTableUse names) {
    return PostgresRecorder.of(facts, names);
  }
}
