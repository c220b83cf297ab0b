package org.ignition.migration.history.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecorder;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.CompanionColumn;
import org.ignition.migration.history.table.Unwritable;

/** The history in the file of a SQLite database. */
public final class SqliteHistory implements HistoryTables {

  /** The schema of the file itself: attached ones have other names. */
  static final String SCHEMA = "main";

  /** What is being undone holds until its undoing is at its end. */
  static final String HOLDS = "kind IN ('applied', 'undo-begun', 'undo-failed')";

  /**
   * The newest event of each sequence: with {@code max} the other columns are those of its row
   * (SQLite's documentation of SELECT, “Bare columns in an aggregate query”).
   */
  static final String NEWEST =
      "SELECT sequence, version, kind, name, occurred_at, release_version, release_sha, classification, max(id)"
          + " FROM ignition_migrations GROUP BY sequence";

  static final String NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

  private static final String VIEW =
      """
      CREATE VIEW IF NOT EXISTS main.schema_migrations AS
      SELECT sequence AS version, name, occurred_at AS applied_at,
        coalesce(release_version, substr(release_sha, 1, 12)) AS release, classification
      FROM (%s)
      WHERE %s\
      """
          .formatted(NEWEST, HOLDS);

  @Override
  public HistoryFacts read(Connection session, long downsAbove) throws SQLException {
    return new HistoryReader(session, downsAbove).read();
  }

  @Override
  public void create(Connection session, HistoryFacts facts, VersionTableUse names)
      throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String each : missing(facts, names)) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      if (Failures.isReadOnly(e)) {
        throw Unwritable.readOnly(e);
      }
      throw e;
    }
  }

  private static List<String> missing(HistoryFacts facts, VersionTableUse names) {
    List<String> statements = new ArrayList<>();
    if (facts.events().isEmpty()) {
      statements.add(companion());
      statements.add(
          "CREATE INDEX IF NOT EXISTS main.ignition_migrations_newest"
              + " ON ignition_migrations (sequence, id)");
    }
    if (facts.versionTable() instanceof VersionTable.Free && names == VersionTableUse.UNUSED) {
      statements.add(VIEW);
    }
    return statements;
  }

  /** Keys are never used twice, so that the order of rows is the order of events. */
  private static String companion() {
    return Arrays.stream(CompanionColumn.values())
        .map(SqliteHistory::declared)
        .collect(
            Collectors.joining(
                ",\n  ",
                "CREATE TABLE IF NOT EXISTS main.ignition_migrations (\n"
                    + "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n  ",
                ")"));
  }

  private static String declared(CompanionColumn column) {
    return column == CompanionColumn.OCCURRED_AT
        ? column + " text NOT NULL DEFAULT (" + NOW + ")"
        : column + " " + column.declaration();
  }

  @Override
  public MigrationRecorder recorder(HistoryFacts facts, VersionTableUse names) {
    return SqliteRecorder.of(facts, names);
  }
}
