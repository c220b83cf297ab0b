package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.trace.Relation;

/**
 * A table, as far as making a row for it needs to know.
 *
 * @param relation which
 * @param partitioned whether its rows are in its partitions
 * @param parent OID of the table that it is a partition of, else 0
 * @param columns those that can be given, in order
 * @param checks what a row must satisfy: its constraints and its partition's bounds
 * @param foreignKeys widest first
 * @param keys numbers of the columns of unique and exclusion constraints
 * @param deferred its constraints that are checked at the end of the transaction, qualified
 */
record TableShape(
    Relation relation,
    boolean partitioned,
    long parent,
    List<ColumnShape> columns,
    List<Check> checks,
    List<ForeignKey> foreignKeys,
    Set<Integer> keys,
    List<String> deferred) {

  /** Copies the lists. */
  TableShape {
    columns = List.copyOf(columns);
    checks = List.copyOf(checks);
    foreignKeys = List.copyOf(foreignKeys);
    keys = Set.copyOf(keys);
    deferred = List.copyOf(deferred);
  }

  Optional<ColumnShape> column(int number) {
    return columns.stream().filter(column -> column.number() == number).findFirst();
  }

  Optional<ColumnShape> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Whether a row can't be without another one in the referenced table. */
  boolean requires(ForeignKey key) {
    return key.columns().stream()
        .allMatch(number -> column(number).filter(ColumnShape::notNull).isPresent());
  }

  /**
   * An expression over columns that must not be false.
   *
   * @param columns their numbers
   */
  record Check(String expression, List<Integer> columns) {
    /** Copies the list. */
    Check {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A reference to other rows.
   *
   * @param columns numbers of those that refer
   * @param target OID of the referenced table
   * @param targetSql it, qualified, with {@code ONLY} unless it is partitioned
   * @param targetColumns names of those referred to
   */
  record ForeignKey(
      List<Integer> columns, long target, String targetSql, List<String> targetColumns) {
    /** Copies the lists. */
    ForeignKey {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }
  }
}
