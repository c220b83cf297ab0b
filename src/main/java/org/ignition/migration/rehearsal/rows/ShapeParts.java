package org.ignition.migration.rehearsal.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.trace.Relation;

/** What was read of one table so far. */
final class ShapeParts {

  final List<ColumnShape> columns = new ArrayList<>();
  private final List<TableShape.Check> checks = new ArrayList<>();
  private final List<TableShape.ForeignKey> foreignKeys = new ArrayList<>();
  private final Set<Integer> keys = new HashSet<>();
  private final List<String> deferred = new ArrayList<>();
  private boolean exists;
  private boolean partitioned;
  private long parent;
  private Optional<String> bound = Optional.empty();

  void found(ResultSet row) throws SQLException {
    exists = true;
    partitioned = row.getBoolean("partitioned");
    parent = row.getLong("parent");
    bound = Optional.ofNullable(row.getString("bound"));
  }

  void constraint(ResultSet row) throws SQLException {
    List<Integer> numbers =
        ShapeReader.texts(row.getArray("numbers")).stream().map(Integer::valueOf).toList();
    String definition = row.getString("definition");
    switch (row.getString("kind")) {
      case "check" -> checks.add(new TableShape.Check(definition, numbers));
      case "key" -> keys.addAll(numbers);
      case "foreign key" ->
          foreignKeys.add(
              new TableShape.ForeignKey(
                  numbers,
                  row.getLong("target"),
                  definition,
                  ShapeReader.texts(row.getArray("targetnames"))));
      case "deferred" -> deferred.add(definition);
      case String other -> throw new IllegalStateException(other);
    }
  }

  Optional<TableShape> shape(Relation table) {
    if (!exists) {
      return Optional.empty();
    }
    foreignKeys.sort(
        Comparator.comparingInt((TableShape.ForeignKey key) -> key.columns().size()).reversed());
    return Optional.of(
        new TableShape(
            table,
            partitioned,
            parent,
            columns,
            Stream.concat(checks.stream(), bound.stream().map(this::boundCheck)).toList(),
            foreignKeys,
            keys,
            deferred));
  }

  /** Bounds come without the numbers of their columns: any that is named may be one. */
  private TableShape.Check boundCheck(String expression) {
    return new TableShape.Check(
        expression,
        columns.stream()
            .filter(column -> CheckHints.names(expression, column.name()))
            .map(ColumnShape::number)
            .toList());
  }
}
