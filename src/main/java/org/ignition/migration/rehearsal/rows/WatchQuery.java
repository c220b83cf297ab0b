package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.trace.Relation;

/**
 * Asks what tables hold. Values are compared by hashes of their texts, which every type has. The
 * server is asked for single rows where they are few, which is what it answers fastest, and for
 * sums where they are many.
 */
final class WatchQuery {

  /** So many rows of a table are few. */
  static final int FEW = 1000;

  private WatchQuery() {}

  /** A row for each row of each table, and one more where they are many: its place, and hashes. */
  static String ofRows(List<SchemaGroup> tables, Function<SchemaGroup, Relation> relation) {
    return IntStream.range(0, tables.size())
        .mapToObj(i ->
            "(SELECT %d AS place, %s AS hashes FROM ONLY %s AS \"ignition\" LIMIT %d)"
                .formatted(
                    i,
                    array(tables.get(i).columns(), WatchQuery::hash),
                    SqlText.name(relation.apply(tables.get(i))),
                    FEW + 1))
        .collect(Collectors.joining("\nUNION ALL "));
  }

  /**
   * A row: how many there are, and for each column how many values, and the sum of their hashes.
   */
  static String ofSums(Relation table, List<SchemaObject> columns) {
    return "SELECT pg_catalog.count(*) AS rows, %s AS counts, %s AS sums FROM ONLY %s AS \"ignition\""
        .formatted(
            array(columns, column -> "pg_catalog.count(" + hash(column) + ")"),
            array(columns, column -> "COALESCE(pg_catalog.sum(" + hash(column) + "), 0)"),
            SqlText.name(table));
  }

  private static String hash(SchemaObject column) {
    return "pg_catalog.hashtextextended(\"ignition\".%s::pg_catalog.text, 0)"
        .formatted(SqlText.name(column.name().name()));
  }

  private static String array(List<SchemaObject> columns, Function<SchemaObject, String> element) {
    return columns.stream()
        .map(column -> element.apply(column) + "::pg_catalog.text")
        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
  }
}
