package org.ignition.migration.rehearsal.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.trace.Relation;

/** Reads the shapes of tables from the catalogs, most in one round trip. Prepares once. */
final class ShapeReader implements AutoCloseable {

  private static final int PARAMETERS = 4;

  private final PreparedStatement query;
  private final TypeReader types;

  ShapeReader(Connection session) throws SQLException {
    this.query = session.prepareStatement(ShapeQuery.SHAPES);
    this.types = new TypeReader(session);
  }

  /** Their shapes, in the order of {@code tables}; one that is no more is left out. */
  Shapes read(Collection<Relation> tables) throws SQLException {
    String oids =
        tables.stream().map(t -> Long.toString(t.oid())).collect(Collectors.joining(",", "{", "}"));
    for (int i = 1; i <= PARAMETERS; i++) {
      query.setString(i, oids);
    }
    query.execute();
    Map<Long, ShapeParts> parts = new HashMap<>();
    each(row -> part(parts, row).found(row));
    next(row -> part(parts, row).column(column(row)));
    next(row -> part(parts, row).constraint(row));
    next(row -> part(parts, row).key(row));
    List<TableShape> shapes =
        tables.stream()
            .flatMap(t -> Optional.ofNullable(parts.get(t.oid())).flatMap(p -> p.shape(t)).stream())
            .toList();
    return new Shapes(shapes, types.read(typesOf(shapes)));
  }

  private static Set<Long> typesOf(List<TableShape> tables) {
    return tables.stream()
        .flatMap(table -> table.columns().stream())
        .map(ColumnShape::type)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() throws SQLException {
    query.close();
    types.close();
  }

  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }

  private void next(RowSink sink) throws SQLException {
    query.getMoreResults();
    each(sink);
  }

  private void each(RowSink sink) throws SQLException {
    try (ResultSet rows = query.getResultSet()) {
      while (rows.next()) {
        sink.accept(rows);
      }
    }
  }

  private static ShapeParts part(Map<Long, ShapeParts> parts, ResultSet row) throws SQLException {
    return parts.computeIfAbsent(row.getLong("relid"), oid -> new ShapeParts());
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
