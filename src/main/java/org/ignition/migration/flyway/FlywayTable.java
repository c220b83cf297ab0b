package org.ignition.migration.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ignition.database.TargetFacts;
import org.ignition.migration.history.MigrationRecord;

/**
 * Flyway's table of history, written as Flyway itself writes it ({@code getRawCreateScript} of its
 * databases, {@code JdbcTableSchemaHistory}). Transactions are the caller's.
 */
public final class FlywayTable {

  /** As Flyway calls it when nobody says otherwise. */
  public static final String NAME = "flyway_schema_history";

  private static final int LONGEST_NAME = 100;

  private final FlywayDialect dialect;

  private FlywayTable(FlywayDialect dialect) {
    this.dialect = dialect;
  }

  /** The one of a database. */
  public static FlywayTable of(TargetFacts facts) {
    return new FlywayTable(FlywayDialect.of(facts));
  }

  /** Makes the table when there is none; one round trip when there is. */
  public void create(Connection session) throws SQLException {
    if (!exists(session)) {
      try (Statement statement = session.createStatement()) {
        for (String text : dialect.definition()) {
          statement.execute(text);
        }
      }
    }
  }

  private boolean exists(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(dialect.existence())) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Says that {@code scripts} were applied, in this order, so that Flyway takes them for its own.
   *
   * @param by who says so; the session's user where it is empty
   */
  public void adopt(Connection session, List<FlywayScript> scripts, String by) throws SQLException {
    create(session);
    try (PreparedStatement insert = session.prepareStatement(dialect.insertion())) {
      for (FlywayScript script : scripts) {
        bind(insert, script, by);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, FlywayScript script, String by)
      throws SQLException {
    insert.setString(1, script.version());
    insert.setString(2, script.description());
    insert.setString(3, script.script());
    insert.setInt(4, script.checksum());
    insert.setString(5, name(by));
  }

  /**
   * Says that {@code migration} is not applied any more, with a row of Flyway's type {@code DELETE}
   * as its {@code repair} writes them. Nothing happens where Flyway holds it for not applied.
   *
   * @return whether Flyway has a row of its own for it, other than one of a baseline above it
   */
  public boolean delete(Connection session, MigrationRecord migration, String by)
      throws SQLException {
    try (PreparedStatement deletion = session.prepareStatement(dialect.deletion())) {
      deletion.setString(1, name(by));
      deletion.setString(2, FlywayScript.version(migration));
      return deletion.executeUpdate() > 0;
    }
  }

  /**
   * Takes the row away that says that {@code migration} failed, as Flyway's {@code repair} does.
   */
  public void forgetFailure(Connection session, MigrationRecord migration) throws SQLException {
    try (PreparedStatement removal = session.prepareStatement(dialect.removal())) {
      removal.setString(1, FlywayScript.version(migration));
      removal.executeUpdate();
    }
  }

  /** Says that {@code script}, which had failed or was interrupted, is applied after all. */
  public void succeed(Connection session, FlywayScript script, String by) throws SQLException {
    create(session);
    try (PreparedStatement correction = session.prepareStatement(dialect.correction())) {
      correction.setString(1, script.description());
      correction.setInt(2, script.checksum());
      correction.setString(3, script.version());
      if (correction.executeUpdate() > 0) {
        return;
      }
    }
    adopt(session, List.of(script), by);
  }

  private static String name(String by) {
    return by.length() > LONGEST_NAME ? by.substring(0, LONGEST_NAME) : by;
  }
}
