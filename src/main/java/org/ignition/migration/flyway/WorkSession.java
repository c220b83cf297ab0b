package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.flyway.session.Memory;
import org.ignition.migration.sql.SqlStatement;

/** A session in which scripts run, one after the other, as its kind of database wants it. */
interface WorkSession {

  /**
   * The session {@code connection}.
   *
   * @param memory what Flyway is told about it, if that shares it
   */
  static WorkSession of(Commission commission, Connection connection, Optional<Memory> memory) {
    TargetDatabase database = commission.database();
    HeldLock lock = commission.lock();
    return commission.isPostgres()
        ? new PostgresSession(database, connection, memory, lock, commission.settings())
        : new SqliteSession(connection, lock);
  }

  /**
   * Gets ready for a script; no round trip where the one before it left nothing to do.
   *
   * @throws org.ignition.failure.RemoteException when we have no right to go on
   */
  void enter(boolean transactional) throws SQLException;

  /** Runs a statement; rows that it returns are dropped. */
  void run(SqlStatement statement) throws SQLException;

  /**
   * Runs the last statement of a transaction, checks what it put off, and puts the session back.
   */
  void runLast(SqlStatement statement) throws SQLException;

  /** Puts the session back, so that the script has no effect but on the database. */
  void putBack() throws SQLException;

  /** What the last script did, and what was recorded of it, is committed. */
  void kept();

  /**
   * What the script left behind unusable, asked from another session.
   *
   * @return names of indexes, quoted as SQL has them
   */
  List<String> leftovers(Connection other) throws SQLException;
}
