package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ignition.database.HeldLock;
import org.ignition.database.TargetDatabase;

/** A database of a test, and ways to look at it. */
abstract class TestTarget implements TargetDatabase {

  /** Put around every session that the engine opens. */
  UnaryOperator<Connection> around = UnaryOperator.identity();

  /** A session that {@link #around} does not see. */
  abstract Connection open();

  @Override
  public Connection connect(String purpose) {
    return around.apply(open());
  }

  /** A right that nobody takes away. */
  abstract HeldLock lock();

  void run(String... texts) {
    try (Connection session = open();
        Statement statement = session.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The rows of an answer, columns joined with blanks. */
  List<String> rows(String query) {
    try (Connection session = open();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getString(i));
        }
        rows.add(String.join(" ", columns));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Flyway's history: version, type, success. */
  List<String> history() {
    return rows(
        "SELECT version, type, CASE WHEN success THEN 'yes' ELSE 'no' END FROM"
            + " flyway_schema_history ORDER BY installed_rank");
  }

  /** Our own: kind and version. */
  List<String> events() {
    return rows("SELECT kind, version FROM test_events ORDER BY id");
  }
}
