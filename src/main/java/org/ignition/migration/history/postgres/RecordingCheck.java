package org.ignition.migration.history.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.ignition.database.HeldLock;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.RemoteException;
import org.ignition.migration.history.table.Unwritable;

/**
 * What must hold before anything is recorded of a script, asked in its transaction before our own
 * row.
 *
 * <p>The lock of the run is held. And the script did not touch the rows of the companion table, to
 * which nobody adds but we: who changed rows holds the lock for that until the end, whatever its
 * role, its triggers or its functions; TRUNCATE takes another lock, which harmless statements take
 * too, but leaves nothing there.
 *
 * @param lock of the run; nobody's where there is none
 */
record RecordingCheck(Names names, Optional<HeldLock> lock) {

  /** A query of one row: whether the lock is held, rows were written, and there are none. */
  String query() {
    return "SELECT COALESCE(pg_catalog.bool_or("
        + lock.map(HeldLock::proof).orElse("true")
        + "), false), COALESCE(pg_catalog.bool_or("
        + "l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.relation = "
        + Sql.literal(names.companion())
        + "::pg_catalog.regclass AND l.mode = 'RowExclusiveLock'), false), NOT EXISTS (SELECT FROM "
        + names.companion()
        + ") FROM pg_catalog.pg_locks l";
  }

  /**
   * Looks at the answer to {@link #query}, the first with rows among those of {@code statement}.
   *
   * @param filled whether there were rows before
   * @throws org.ignition.failure.RemoteException when the lock is lost
   * @throws org.ignition.failure.PolicyException when the script touched rows
   */
  void require(Statement statement, boolean filled) throws SQLException {
    try (ResultSet row = Answers.nextRows(statement)) {
      row.next();
      requireLock(row.getBoolean(1));
      if (row.getBoolean(2) || (row.getBoolean(3) && filled)) {
        throw Unwritable.touched();
      }
    }
  }

  /** A lock of another server than this session's would be there, and worth nothing. */
  private void requireLock(boolean held) {
    if (!held) {
      lock.ifPresent(HeldLock::require);
      throw new RemoteException(
          Problem.of(
              ErrorCode.DATABASE_LOST,
              "The lock of this run is not held on the server of this session",
              "The database was reached on two servers, and another run may work on the one; nothing"
                  + " of this migration was kept",
              "Run the same command again; let the URL name one server"));
    }
  }
}
