package org.ignition.migration.rehearsal.rows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ignition.migration.rehearsal.rows.WatchedRows.Column;
import org.ignition.migration.rehearsal.rows.WatchedRows.Table;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.trace.Relation;

/** The rows of a table as hashes, one for each value; of a NULL there is none. */
final class HashedRows {

  private final Relation relation;
  private final List<SchemaObject> columns;
  private final List<List<Long>> hashes;
  private int count;

  HashedRows(Relation relation, List<SchemaObject> columns) {
    this.relation = relation;
    this.columns = columns;
    this.hashes = columns.stream().map(_ -> HashedRows.none()).toList();
  }

  private static List<Long> none() {
    return new ArrayList<>();
  }

  Relation relation() {
    return relation;
  }

  List<SchemaObject> columns() {
    return columns;
  }

  /** How many were added. */
  int count() {
    return count;
  }

  /**
   * Adds one.
   *
   * @param row as many as there are columns
   */
  void add(List<String> row) {
    count++;
    for (int i = 0; i < row.size(); i++) {
      if (Objects.nonNull(row.get(i))) {
        hashes.get(i).add(Long.valueOf(row.get(i)));
      }
    }
  }

  /** What the table holds, if all of its rows were added. */
  Table table() {
    List<Column> held = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<Long> values = hashes.get(i).stream().sorted().toList();
      held.add(column(i, values.size(), sum(values), values));
    }
    return new Table(relation, count, held);
  }

  private static String sum(List<Long> values) {
    return values.stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add)
        .toString();
  }

  /** What it holds, if the server added all up. */
  Table summed(long rows, List<String> counts, List<String> sums) {
    List<Column> held = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      held.add(column(i, Long.parseLong(counts.get(i)), sums.get(i), List.of()));
    }
    return new Table(relation, rows, held);
  }

  private Column column(int place, long values, String sum, List<Long> single) {
    SchemaObject column = columns.get(place);
    return new Column(
        column.identity().sub(),
        column.name().name(),
        column.get(Attribute.TYPE).orElse(""),
        values,
        sum,
        single);
  }
}
