package org.ignition.migration.rehearsal.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ignition.migration.trace.Relation;

/** What was read of one table so far. */
final class ShapeParts {

  private final List<ColumnShape> columns = new ArrayList<>();
  private final List<TableShape.Check> checks = new ArrayList<>();
  private final SortedMap<Long, ReadKey> foreignKeys = new TreeMap<>();
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

  void column(ColumnShape column) {
    columns.add(column);
  }

  void key(ResultSet row) throws SQLException {
    keys.addAll(numbers(row));
  }

  void constraint(ResultSet row) throws SQLException {
    Optional.ofNullable(row.getString("deferred")).ifPresent(deferred::add);
    switch (row.getString("contype")) {
      case "c" -> checks.add(new TableShape.Check(row.getString("expression"), numbers(row)));
      case "f" -> foreignKeys.put(row.getLong("oid"), foreignKey(row));
      default -> {
        // Keys are known by their indexes; all that matters here is whether they are deferred.
      }
    }
  }

  private static ReadKey foreignKey(ResultSet row) throws SQLException {
    String name = row.getString("targetname");
    return new ReadKey(
        row.getLong("parent"),
        new TableShape.ForeignKey(
            numbers(row),
            row.getLong("target"),
            row.getBoolean("partitioned") ? name : "ONLY " + name,
            Texts.of(row, "targetcolumns")));
  }

  private static List<Integer> numbers(ResultSet row) throws SQLException {
    return Texts.of(row, "numbers").stream().map(Integer::valueOf).toList();
  }

  /** A foreign key to a partitioned table has others to each partition below it; one will do. */
  private List<TableShape.ForeignKey> foreignKeys() {
    return foreignKeys.values().stream()
        .filter(read -> !foreignKeys.containsKey(read.parent()))
        .map(ReadKey::key)
        .sorted(
            Comparator.comparingInt((TableShape.ForeignKey key) -> key.columns().size()).reversed())
        .toList();
  }

  private record ReadKey(long parent, TableShape.ForeignKey key) {}

  Optional<TableShape> shape(Relation table) {
    if (!exists) {
      return Optional.empty();
    }
    return Optional.of(
        new TableShape(
            table,
            partitioned,
            parent,
            columns,
            Stream.concat(checks.stream(), bound.stream().map(this::boundCheck)).toList(),
            foreignKeys(),
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
