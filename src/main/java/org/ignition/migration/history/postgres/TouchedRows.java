package org.ignition.migration.history.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ignition.migration.history.table.Unwritable;

/**
 * Whether a script touched the rows of the companion table, to which nobody adds but we. Asked in
 * its transaction, before our own row: who changed rows holds the lock for that until the end,
 * whatever its role, its triggers or its functions. TRUNCATE takes another lock, which harmless
 * statements take too, but leaves nothing there.
 */
final class TouchedRows {

  private TouchedRows() {}

  /** A query of one row: whether rows were written, and whether there are none. */
  static String query(Names names) {
    return """
    SELECT EXISTS (
      SELECT FROM pg_catalog.pg_locks
      WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation'
        AND relation = %s::pg_catalog.regclass AND mode = 'RowExclusiveLock'),
      NOT EXISTS (SELECT FROM %s)\
    """
        .formatted(Sql.literal(names.companion()), names.companion());
  }

  /**
   * Looks at the answer to {@link #query}, the first with rows among those of {@code statement}.
   *
   * @param held whether there were rows before
   * @throws org.ignition.failure.PolicyException when the script touched them
   */
  static void require(Statement statement, boolean held) throws SQLException {
    while (statement.getResultSet() == null) {
      if (!statement.getMoreResults() && statement.getUpdateCount() < 0) {
        throw new SQLException("an answer is missing");
      }
    }
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      if (row.getBoolean(1) || (row.getBoolean(2) && held)) {
        throw Unwritable.touched();
      }
    }
  }
}
