package org.ignition.migration.history.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.history.FlywayRow;
import org.ignition.migration.history.ForeignHistory;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.HistoryFacts;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.history.VersionTable;
import org.ignition.migration.history.table.CompanionColumn;
import org.ignition.migration.history.table.EventRows;
import org.ignition.migration.history.table.FlywayRows;
import org.ignition.migration.history.table.OtherTools;
import org.ignition.migration.history.table.Unwritable;
import org.ignition.migration.history.table.VersionTableShape;

/** Reads what a file says of its own history. */
final class HistoryReader {

  private static final int SHOWN = 5;
  private static final String SQLX = "_sqlx_migrations";

  private final Connection session;
  private final long downsAbove;

  HistoryReader(Connection session, long downsAbove) {
    this.session = session;
    this.downsAbove = downsAbove;
  }

  HistoryFacts read() throws SQLException {
    List<Relation> relations = Relation.all(session);
    Set<String> known = new HashSet<>(OtherTools.tables());
    List<String> users =
        relations.stream()
            .filter(each -> each.isTable() && !known.contains(each.name()))
            .map(Relation::name)
            .sorted()
            .toList();
    return new HistoryFacts(
        SqliteHistory.SCHEMA,
        flyway(relations),
        events(relations),
        versions(relations),
        foreign(relations),
        users.size(),
        users.stream().limit(SHOWN).toList());
  }

  private static Optional<Relation> find(List<Relation> relations, String name) {
    return relations.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static Optional<Relation> table(List<Relation> relations, String name) {
    return find(relations, name).filter(Relation::isTable);
  }

  private Optional<List<FlywayRow>> flyway(List<Relation> relations) throws SQLException {
    return table(relations, HistoryTables.FLYWAY).isEmpty()
        ? Optional.empty()
        : Optional.of(
            query(
                "SELECT "
                    + FlywayRows.COLUMNS_BEFORE
                    + ", strftime('%Y-%m-%dT%H:%M:%fZ', installed_on), success"
                    + " FROM main.flyway_schema_history ORDER BY installed_rank",
                FlywayRows::read));
  }

  private Optional<List<HistoryEvent>> events(List<Relation> relations) throws SQLException {
    Optional<Relation> companion = table(relations, HistoryTables.COMPANION);
    if (companion.isEmpty()) {
      return Optional.empty();
    }
    requireOurs(companion.get());
    String columns =
        Arrays.stream(CompanionColumn.values())
            .map(this::selected)
            .collect(Collectors.joining(", "));
    return Optional.of(
        query(
            "SELECT id, " + columns + " FROM main.ignition_migrations ORDER BY id",
            EventRows::read));
  }

  private String selected(CompanionColumn column) {
    return column == CompanionColumn.DOWN_SCRIPT
        ? "CASE WHEN sequence > " + downsAbove + " THEN down_script END"
        : column.toString();
  }

  private static void requireOurs(Relation companion) {
    boolean ours =
        Arrays.stream(CompanionColumn.values())
            .allMatch(each -> companion.hasColumn(each.toString()));
    if (!ours) {
      throw Unwritable.notOurs();
    }
  }

  private VersionTable versions(List<Relation> relations) throws SQLException {
    Optional<Relation> found = find(relations, HistoryTables.VERSIONS);
    if (found.isEmpty()) {
      return new VersionTable.Free();
    }
    Relation relation = found.get();
    if (!relation.isTable()) {
      return relation.isOverOurs()
          ? new VersionTable.View()
          : new VersionTable.Unusable("it is no table, but a view");
    }
    Optional<String> obstacle = VersionTableShape.obstacle(relation.columns());
    return obstacle.isPresent()
        ? new VersionTable.Unusable(obstacle.get())
        : kept(VersionTableShape.of(relation.columns()));
  }

  private VersionTable kept(VersionTableShape shape) throws SQLException {
    String dirty = shape.shape() == VersionTable.Shape.ONE_ROW ? "dirty" : "0";
    return query(
        "SELECT version, "
            + dirty
            + " FROM main.schema_migrations ORDER BY length(ltrim(version, '0')), version",
        rows -> kept(shape, rows));
  }

  private static VersionTable kept(VersionTableShape shape, ResultSet rows) throws SQLException {
    List<String> versions = new ArrayList<>();
    boolean dirty = false;
    while (rows.next()) {
      versions.add(Objects.requireNonNullElse(rows.getString(1), VersionTableShape.NO_VERSION));
      dirty |= rows.getBoolean(2);
    }
    return shape.holding(versions, dirty);
  }

  private List<ForeignHistory> foreign(List<Relation> relations) throws SQLException {
    List<ForeignHistory> foreign = new ArrayList<>();
    relations.stream()
        .filter(Relation::isTable)
        .flatMap(each -> OtherTools.unread(each.name()).stream())
        .forEach(foreign::add);
    if (table(relations, SQLX).isPresent()) {
      foreign.add(
          query(
              "SELECT version, success FROM main._sqlx_migrations ORDER BY version",
              HistoryReader::sqlx));
    }
    return foreign;
  }

  private static ForeignHistory sqlx(ResultSet rows) throws SQLException {
    List<ForeignHistory.Sqlx.Row> found = new ArrayList<>();
    while (rows.next()) {
      found.add(new ForeignHistory.Sqlx.Row(rows.getLong(1), rows.getBoolean(2)));
    }
    return new ForeignHistory.Sqlx(found);
  }

  private <T> T query(String sql, Reading<T> reading) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    }
  }

  /** What rows say. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }
}
