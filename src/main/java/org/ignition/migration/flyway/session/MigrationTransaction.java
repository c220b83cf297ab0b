package org.ignition.migration.flyway.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps a migration and what is recorded of it together, or nothing of either. */
public final class MigrationTransaction {

  private final Connection session;
  private boolean open;

  /** None yet, in {@code session}, which commits each statement by itself. */
  public MigrationTransaction(Connection session) {
    this.session = session;
  }

  /** Begins, unless it has begun. */
  public void begin() throws SQLException {
    session.setAutoCommit(false);
    open = true;
  }

  /** Whether it has begun and not ended. */
  public boolean isOpen() {
    return open;
  }

  /** Ends it and keeps everything; where that fails, it is still to be rolled back. */
  public void commit() throws SQLException {
    session.commit();
    session.setAutoCommit(true);
    open = false;
  }

  /** Ends it, if it has begun, and keeps nothing. */
  public void rollBack() {
    if (!open) {
      return;
    }
    open = false;
    try {
      session.rollback();
      session.setAutoCommit(true);
    } catch (SQLException e) {
      // The session is gone, and its transaction with it.
    }
  }
}
