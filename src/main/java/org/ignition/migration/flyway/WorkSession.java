package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;
import org.ignition.migration.sql.SqlStatement;

/** A session in which one script runs, as its kind of database wants it. */
interface WorkSession {

  /** The session {@code connection}, for one script. */
  static WorkSession of(Commission commission, Connection connection) {
    TargetDatabase database = commission.database();
    HeldLock lock = commission.lock();
    return commission.isPostgres()
        ? new PostgresSession(database, connection, lock, commission.settings())
        : new SqliteSession(connection, lock);
  }

  /**
   * Gets ready; one round trip.
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

  /**
   * What the script left behind unusable, asked from another session.
   *
   * @return names of indexes, quoted as SQL has them
   */
  List<String> leftovers(Connection other) throws SQLException;
}
