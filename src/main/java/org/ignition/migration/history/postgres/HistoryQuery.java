package org.ignition.migration.history.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Reads the rows of the histories that the catalog names, in one round trip. */
final class HistoryQuery {

  /** Sets of values are read in the order of numbers, whatever type they have. */
  private static final String BY_NUMBER =
      " ORDER BY pg_catalog.length(pg_catalog.ltrim(version::pg_catalog.text, '0')), 1";

  private static final String SQLX = "_sqlx_migrations";

  private final Catalog catalog;
  private final Names names;
  private final long downsAbove;

  private HistoryQuery(Catalog catalog, long downsAbove) {
    this.catalog = catalog;
    this.names = new Names(catalog.schema());
    this.downsAbove = downsAbove;
  }

  static HistoryFacts read(Connection session, Catalog catalog, long downsAbove)
      throws SQLException {
    return new HistoryQuery(catalog, downsAbove).read(session);
  }

  private HistoryFacts read(Connection session) throws SQLException {
    Batch batch = new Batch();
    Optional<Batch.Answer<List<FlywayRow>>> flyway =
        table(HistoryTables.FLYWAY).map(_ -> batch.ask(flywayQuery(), FlywayRows::read));
    Optional<Batch.Answer<List<HistoryEvent>>> events =
        table(HistoryTables.COMPANION).map(table -> batch.ask(query(table), EventRows::read));
    Optional<Batch.Answer<ForeignHistory>> sqlx =
        table(SQLX).map(_ -> batch.ask(sqlxQuery(), HistoryQuery::sqlx));
    Optional<Batch.Answer<VersionTable>> versions =
        shape().map(shape -> batch.ask(versionQuery(shape), rows -> kept(shape, rows)));
    batch.run(session);
    return new HistoryFacts(
        catalog.schema(),
        flyway.map(Batch.Answer::value),
        events.map(Batch.Answer::value),
        versions.map(Batch.Answer::value).orElseGet(this::withoutRows),
        Stream.concat(others(), sqlx.map(Batch.Answer::value).stream()).toList(),
        catalog.userTables(),
        catalog.someTables());
  }

  private Optional<Candidate> table(String name) {
    return catalog.here(name).filter(Candidate::isTable);
  }

  private static void requireOurs(Candidate table) {
    boolean ours =
        Arrays.stream(CompanionColumn.values()).allMatch(each -> table.hasColumn(each.toString()));
    if (!ours) {
      throw Unwritable.notOurs();
    }
  }

  private String query(Candidate companion) {
    requireOurs(companion);
    String columns =
        Arrays.stream(CompanionColumn.values())
            .map(this::selected)
            .collect(Collectors.joining(", "));
    return "SELECT id, " + columns + " FROM " + names.companion() + " ORDER BY id";
  }

  private String selected(CompanionColumn column) {
    return switch (column) {
      case DOWN_SCRIPT -> "CASE WHEN sequence > " + downsAbove + " THEN down_script END";
      case OCCURRED_AT -> inUtc("occurred_at");
      default -> column.toString();
    };
  }

  /** Flyway keeps the time of the session's own zone. */
  private String flywayQuery() {
    return "SELECT "
        + FlywayRows.COLUMNS_BEFORE
        + ", "
        + inUtc("installed_on::pg_catalog.timestamptz")
        + ", success FROM "
        + names.flyway()
        + " ORDER BY installed_rank";
  }

  private static String inUtc(String time) {
    return "pg_catalog.to_char("
        + time
        + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
  }

  private String versionQuery(VersionTableShape shape) {
    String dirty = shape.shape() == VersionTable.Shape.ONE_ROW ? "dirty" : "false";
    return "SELECT version::pg_catalog.text, " + dirty + " FROM " + names.versions() + BY_NUMBER;
  }

  private String sqlxQuery() {
    return "SELECT version, success FROM " + names.sqlx() + " ORDER BY version";
  }

  private static ForeignHistory sqlx(ResultSet rows) throws SQLException {
    List<ForeignHistory.Sqlx.Row> found = new ArrayList<>();
    while (rows.next()) {
      found.add(new ForeignHistory.Sqlx.Row(rows.getLong(1), rows.getBoolean(2)));
    }
    return new ForeignHistory.Sqlx(found);
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

  private Stream<ForeignHistory> others() {
    return catalog.candidates().stream()
        .filter(each -> !each.overOurs())
        .flatMap(each -> unread(each).stream());
  }

  private static Optional<ForeignHistory.Other> unread(Candidate found) {
    return found.here()
        ? OtherTools.unread(found.name())
        : OtherTools.elsewhere(found.schema(), found.name());
  }

  /** How {@code schema_migrations} is kept; empty when it is not there or can't be. */
  private Optional<VersionTableShape> shape() {
    return table(HistoryTables.VERSIONS)
        .filter(each -> each.keepable() && VersionTableShape.obstacle(each.columns()).isEmpty())
        .map(each -> VersionTableShape.of(each.columns()));
  }

  private VersionTable withoutRows() {
    return catalog
        .here(HistoryTables.VERSIONS)
        .map(HistoryQuery::unkept)
        .orElseGet(VersionTable.Free::new);
  }

  private static VersionTable unkept(Candidate found) {
    if (found.overOurs()) {
      return new VersionTable.View();
    }
    if (!found.isTable()) {
      return new VersionTable.Unusable("it is no table, but a view or a foreign table");
    }
    return new VersionTable.Unusable(
        found.keepable()
            ? VersionTableShape.obstacle(found.columns()).orElse("it cannot be read")
            : "the role may not read it, add rows and remove them");
  }
}
