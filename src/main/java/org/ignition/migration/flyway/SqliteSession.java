package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.ignition.database.HeldLock;
import org.ignition.migration.sql.SqlStatement;

/** A session of SQLite, where only one writes and nothing stands in a queue. */
final class SqliteSession implements WorkSession {

  private final Connection connection;
  private final HeldLock lock;
  private boolean foreignKeys;

  SqliteSession(Connection connection, HeldLock lock) {
    this.connection = connection;
    this.lock = lock;
  }

  @Override
  public void enter(boolean transactional) throws SQLException {
    lock.require();
    try (PreparedStatement statement = connection.prepareStatement("PRAGMA foreign_keys");
        ResultSet row = statement.executeQuery()) {
      foreignKeys = row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void run(SqlStatement statement) throws SQLException {
    execute(statement.text());
  }

  @Override
  public void runLast(SqlStatement statement) throws SQLException {
    run(statement);
    putBack();
  }

  /** Within a transaction the setting can't have changed, and this does nothing. */
  @Override
  public void putBack() throws SQLException {
    requireForeignKeys();
    execute("PRAGMA foreign_keys = " + (foreignKeys ? "ON" : "OFF"));
  }

  /** Unless a session asks for it, SQLite enforces none of them. */
  private void requireForeignKeys() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("PRAGMA foreign_key_check");
        ResultSet row = statement.executeQuery()) {
      if (row.next()) {
        throw new SQLException(
            "after the migration a row of %s refers to one of %s that is not there"
                .formatted(row.getString(1), row.getString(3)));
      }
    }
  }

  @Override
  public List<String> leftovers(Connection other) {
    return List.of();
  }

  /** Not as a plain statement: the driver has commands of its own in those, which write files. */
  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (statement.execute()) {
        drain(statement);
      }
    }
  }

  private static void drain(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        // Each step computes a row.
      }
    }
  }
}
