package org.ignition.migration.rehearsal.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ignition.migration.trace.Relation;

/** Reads the shapes of tables from the catalogs, in one round trip. */
final class ShapeReader {

  private final Connection session;
  private final Collection<Relation> tables;
  private final Map<Long, ShapeParts> parts = new HashMap<>();
  private final Map<Long, TypeShape> types = new HashMap<>();

  ShapeReader(Connection session, Collection<Relation> tables) {
    this.session = session;
    this.tables = tables;
  }

  /** Their shapes, in the order of the tables; one that is no more is left out. */
  Shapes read() throws SQLException {
    String oids =
        tables.stream().map(t -> Long.toString(t.oid())).collect(Collectors.joining(",", "{", "}"));
    try (PreparedStatement statement = session.prepareStatement(ShapeQuery.TEXT)) {
      for (int i = 1; i <= ShapeQuery.PARAMETERS; i++) {
        statement.setString(i, oids);
      }
      statement.execute();
      each(statement, row -> part(row).found(row));
      statement.getMoreResults();
      each(statement, row -> part(row).columns.add(column(row)));
      statement.getMoreResults();
      each(statement, row -> part(row).constraint(row));
      statement.getMoreResults();
      each(statement, row -> types.put(row.getLong("oid"), type(row)));
    }
    return new Shapes(tables.stream().flatMap(t -> shape(t).stream()).toList(), new Types(types));
  }

  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }

  private static void each(PreparedStatement statement, RowSink sink) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        sink.accept(rows);
      }
    }
  }

  private ShapeParts part(ResultSet row) throws SQLException {
    return parts.computeIfAbsent(row.getLong("relid"), oid -> new ShapeParts());
  }

  private Optional<TableShape> shape(Relation table) {
    return Optional.ofNullable(parts.get(table.oid())).flatMap(part -> part.shape(table));
  }

  private static ColumnShape column(ResultSet row) throws SQLException {
    return new ColumnShape(
        row.getInt("attnum"),
        row.getString("attname"),
        row.getLong("atttypid"),
        row.getInt("atttypmod"),
        row.getString("sqltype"),
        row.getBoolean("attnotnull"),
        row.getBoolean("identity"),
        Optional.ofNullable(row.getString("expression")));
  }

  private static TypeShape type(ResultSet row) throws SQLException {
    return new TypeShape(
        row.getLong("oid"),
        row.getString("typname"),
        TypeShape.Kind.valueOf(row.getString("kind")),
        row.getLong("part"),
        row.getInt("typtypmod"),
        row.getString("basesql"),
        texts(row.getArray("labels")),
        texts(row.getArray("checks")),
        texts(row.getArray("fields")).stream().map(ShapeReader::field).toList());
  }

  private static TypeShape.Field field(String text) {
    int colon = text.indexOf(':');
    return new TypeShape.Field(
        Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  /** The elements of a {@code text[]}. */
  static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  /** What was read. */
  record Shapes(List<TableShape> tables, Types types) {

    /** Copies the list. */
    Shapes {
      tables = List.copyOf(tables);
    }

    /** Those of {@code some} tables. */
    Shapes only(Collection<Relation> some) {
      return new Shapes(
          tables.stream().filter(table -> some.contains(table.relation())).toList(), types);
    }
  }
}
