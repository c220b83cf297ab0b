package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.CompanionColumn;
import org.ignition.migration.history.table.Unwritable;

/** Our tables, as statements that create them. */
final class Definition {

  /** The server's {@code insufficient_privilege}. */
  static final String FORBIDDEN = "42501";

  private static final String TABLE_COMMENT =
      "What was applied to this database, by whom, and what undoes it. Rows are only added; of each"
          + " sequence the one with the highest id holds. Written by ignition-release beside"
          + " flyway_schema_history.";

  private static final String VIEW_COMMENT =
      "The migrations that are applied: SELECT MAX(version) is the version of the schema. A view of"
          + " ignition_migrations.";

  /** What is being undone holds until its undoing is at its end. */
  static final String HOLDS = "kind IN ('applied', 'undo-begun', 'undo-failed')";

  private final Names names;

  private Definition(Names names) {
    this.names = names;
  }

  /** In one text, so that either all of it is there or nothing. */
  static void create(Connection session, HistoryFacts facts, VersionTableUse use)
      throws SQLException {
    String text = new Definition(new Names(facts.schema())).missing(facts, use);
    if (text.isEmpty()) {
      return;
    }
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    } catch (SQLException e) {
      if (FORBIDDEN.equals(e.getSQLState())) {
        throw Unwritable.uncreatable(facts.schema(), e);
      }
      throw e;
    }
  }

  private String missing(HistoryFacts facts, VersionTableUse use) {
    List<String> statements = new ArrayList<>();
    if (facts.events().isEmpty()) {
      statements.addAll(companion());
    }
    if (facts.versionTable() instanceof VersionTable.Free && use == VersionTableUse.UNUSED) {
      statements.addAll(view());
    }
    return String.join(";\n", statements);
  }

  private List<String> companion() {
    List<String> statements = new ArrayList<>();
    String columns =
        Arrays.stream(CompanionColumn.values())
            .map(Definition::declared)
            .collect(Collectors.joining(",\n  "));
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + names.companion()
            + " (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  "
            + columns
            + ")");
    statements.add(
        "CREATE INDEX IF NOT EXISTS ignition_migrations_newest ON "
            + names.companion()
            + " (sequence, id)");
    statements.add("COMMENT ON TABLE " + names.companion() + " IS " + Sql.literal(TABLE_COMMENT));
    Arrays.stream(CompanionColumn.values()).map(this::comment).forEach(statements::add);
    return statements;
  }

  private static String declared(CompanionColumn column) {
    return column == CompanionColumn.OCCURRED_AT
        ? column + " timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()"
        : column + " " + column.declaration();
  }

  private String comment(CompanionColumn column) {
    return "COMMENT ON COLUMN "
        + names.companion()
        + "."
        + column
        + " IS "
        + Sql.literal(column.comment());
  }

  /** Everybody may read it: the application, whose role need not be ours, asks at its start. */
  private List<String> view() {
    return List.of(
        """
        CREATE VIEW %1$s AS
        SELECT sequence AS version, name, occurred_at AS applied_at,
          coalesce(release_version, pg_catalog.left(release_sha, 12)) AS release,
          classification
        FROM (%2$s) newest
        WHERE %3$s\
        """
            .formatted(
                names.versions(),
                newest(
                    names,
                    "sequence, kind, name, occurred_at, release_version, release_sha, classification"),
                HOLDS),
        "COMMENT ON VIEW " + names.versions() + " IS " + Sql.literal(VIEW_COMMENT),
        "GRANT SELECT ON " + names.versions() + " TO PUBLIC");
  }

  /** The {@code columns} of the newest event of each sequence. */
  static String newest(Names names, String columns) {
    return "SELECT DISTINCT ON (sequence) "
        + columns
        + " FROM "
        + names.companion()
        + " ORDER BY sequence, id DESC";
  }
}
