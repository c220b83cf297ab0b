package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.ignition.database.HeldLock;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.sql.SqlStatement;

/** A session of SQLite, where only one writes and nothing stands in a queue. */
final class SqliteSession implements WorkSession {

  private static final String HISTORY =
      "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '"
          + HistoryTables.COMPANION
          + "'";

  /**
   * Nobody changes or removes what is recorded. Temporary triggers are of this session: the file
   * holds none of them. The last one is for {@code REPLACE}, which deletes without a trigger.
   */
  private static final List<String> GUARDS =
      List.of(
          guard("update", "UPDATE", ""),
          guard("delete", "DELETE", ""),
          guard(
              "replace",
              "INSERT",
              " WHERE EXISTS (SELECT 1 FROM main."
                  + HistoryTables.COMPANION
                  + " WHERE id = NEW.id)"));

  private final Connection connection;
  private final HeldLock lock;
  private boolean foreignKeys;

  SqliteSession(Connection connection, HeldLock lock) {
    this.connection = connection;
    this.lock = lock;
  }

  private static String guard(String name, String event, String condition) {
    return """
    CREATE TEMPORARY TRIGGER IF NOT EXISTS ignition_migrations_%1$s
    BEFORE %2$s ON main.%3$s
    BEGIN SELECT RAISE(ABORT, 'rows of %3$s are only added, and by nobody else')%4$s; END\
    """
        .formatted(name, event, HistoryTables.COMPANION, condition);
  }

  @Override
  public void enter(boolean transactional) throws SQLException {
    lock.require();
    if (hasHistory()) {
      for (String trigger : GUARDS) {
        execute(trigger);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement("PRAGMA foreign_keys");
        ResultSet row = statement.executeQuery()) {
      foreignKeys = row.next() && row.getBoolean(1);
    }
  }

  private boolean hasHistory() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HISTORY);
        ResultSet row = statement.executeQuery()) {
      return row.next();
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
  public void kept() {
    // The next script asks for what it needs.
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
