package org.ignition.migration.history.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.VersionTableUse;
import org.ignition.migration.history.table.RowText;
import org.ignition.migration.history.table.VersionTableShape;

/** Keeps a table of versions in step with the companion table. */
sealed interface VersionRows {

  /** Does to the table what {@code events}, which are written already, mean for it. */
  void follow(Connection session, List<HistoryEvent> events) throws SQLException;

  /** How the table that {@code table} tells of is kept. */
  static VersionRows of(VersionTable table, VersionTableUse use) {
    boolean used = use == VersionTableUse.USED;
    return switch (table) {
      case VersionTable.Kept kept -> used ? new Appearing(kept.versions()) : of(kept);
      case VersionTable.Free(), VersionTable.View() ->
          used ? new Appearing(List.of()) : new Untouched();
      case VersionTable.Unusable(_) -> new Untouched();
    };
  }

  private static VersionRows of(VersionTable.Kept kept) {
    return switch (kept.shape()) {
      case ONE_ROW -> new OneRow(kept.textual());
      case ROW_PER_MIGRATION -> new RowPerMigration(kept.textual(), kept.versions());
    };
  }

  /** There is none to keep. */
  record Untouched() implements VersionRows {
    @Override
    public void follow(Connection session, List<HistoryEvent> events) {
      // Nothing follows.
    }
  }

  /** A row for each version, which the migration itself may have written or removed. */
  record RowPerMigration(boolean textual, List<String> rows) implements VersionRows {

    /** As {@link RowText#canonical} has it. */
    private static final String CANONICAL =
        "ltrim(replace(replace(version, '_', '.'), '-', '.'), '0')";

    /** Copies the list. */
    public RowPerMigration {
      rows = List.copyOf(rows);
    }

    @Override
    public void follow(Connection session, List<HistoryEvent> events) throws SQLException {
      for (HistoryEvent event : events) {
        if (event.kind() == Kind.APPLIED) {
          insert(session, event.migration());
        } else if (event.kind() == Kind.UNDONE) {
          delete(session, event.migration());
        }
      }
    }

    private void insert(Connection session, MigrationRecord migration) throws SQLException {
      String sql =
          "INSERT INTO main.schema_migrations (version) SELECT ? WHERE NOT EXISTS"
              + " (SELECT 1 FROM main.schema_migrations WHERE "
              + matches()
              + ")";
      try (PreparedStatement insert = session.prepareStatement(sql)) {
        bindValue(insert, migration);
        bindKey(insert, 2, migration);
        insert.executeUpdate();
      }
    }

    private void delete(Connection session, MigrationRecord migration) throws SQLException {
      String sql = "DELETE FROM main.schema_migrations WHERE " + matches();
      try (PreparedStatement delete = session.prepareStatement(sql)) {
        bindKey(delete, 1, migration);
        delete.executeUpdate();
      }
    }

    private String matches() {
      return textual ? CANONICAL + " = ?" : "version = ?";
    }

    private void bindValue(PreparedStatement statement, MigrationRecord migration)
        throws SQLException {
      if (textual) {
        statement.setString(1, RowText.of(migration, rows));
      } else {
        statement.setLong(1, migration.sequence());
      }
    }

    private void bindKey(PreparedStatement statement, int index, MigrationRecord migration)
        throws SQLException {
      if (textual) {
        statement.setString(index, RowText.canonical(migration.version().text()));
      } else {
        statement.setLong(index, migration.sequence());
      }
    }
  }

  /** One row, as golang-migrate keeps it. */
  record OneRow(boolean textual) implements VersionRows {

    @Override
    public void follow(Connection session, List<HistoryEvent> events) throws SQLException {
      boolean matter =
          events.stream()
              .anyMatch(each -> each.kind() == Kind.APPLIED || each.kind() == Kind.UNDONE);
      if (matter) {
        replace(session);
      }
    }

    private void replace(Connection session) throws SQLException {
      try (Statement statement = session.createStatement()) {
        statement.executeUpdate("DELETE FROM main.schema_migrations");
        statement.executeUpdate(
            "INSERT INTO main.schema_migrations (version, dirty) SELECT "
                + (textual ? "version" : "sequence")
                + ", 0 FROM ("
                + SqliteHistory.NEWEST
                + ") WHERE "
                + SqliteHistory.HOLDS
                + " ORDER BY sequence DESC LIMIT 1");
      }
    }
  }

  /**
   * A migration creates the table or removes it, maybe in this run: what it is like is looked up
   * each time.
   *
   * @param rows what it held before, whose zeros new ones follow
   */
  record Appearing(List<String> rows) implements VersionRows {

    /** Copies the list. */
    public Appearing {
      rows = List.copyOf(rows);
    }

    @Override
    public void follow(Connection session, List<HistoryEvent> events) throws SQLException {
      Optional<Relation> table =
          Relation.all(session).stream()
              .filter(each -> each.isTable() && each.name().equals(HistoryTables.VERSIONS))
              .filter(each -> VersionTableShape.obstacle(each.columns()).isEmpty())
              .findFirst();
      if (table.isPresent()) {
        follow(session, VersionTableShape.of(table.get().columns()), events);
      }
    }

    private void follow(Connection session, VersionTableShape shape, List<HistoryEvent> events)
        throws SQLException {
      if (shape.shape() == VersionTable.Shape.ONE_ROW) {
        new OneRow(shape.textual()).follow(session, events);
      } else {
        fill(session, shape.textual());
        new RowPerMigration(shape.textual(), rows).follow(session, events);
      }
    }

    /** A new table is to hold what was applied before it was made, too. */
    private static void fill(Connection session, boolean textual) throws SQLException {
      try (Statement statement = session.createStatement()) {
        statement.executeUpdate(
            "INSERT INTO main.schema_migrations (version) SELECT "
                + (textual ? "version" : "sequence")
                + " FROM ("
                + SqliteHistory.NEWEST
                + ") WHERE "
                + SqliteHistory.HOLDS
                + " AND NOT EXISTS (SELECT 1 FROM main.schema_migrations) ORDER BY sequence");
      }
    }
  }
}
