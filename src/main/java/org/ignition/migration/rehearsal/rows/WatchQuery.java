package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.trace.Relation;

/**
 * Asks what tables hold. Values are compared by their texts, which every type has; the hashes of
 * single values are only asked for where they are few.
 */
final class WatchQuery {

  private static final int FEW = 1000;

  private WatchQuery() {}

  /** A row for each table: its place in the list, how many rows, and a text for each column. */
  static String of(List<SchemaGroup> tables, Function<SchemaGroup, Relation> relation) {
    return IntStream.range(0, tables.size())
        .mapToObj(i ->
            one(
                i,
                tables.get(i).columns().stream().map(c -> c.name().name()).toList(),
                relation.apply(tables.get(i))))
        .collect(Collectors.joining("\nUNION ALL "));
  }

  private static String one(int place, List<String> columns, Relation table) {
    String hashes =
        IntStream.range(0, columns.size())
            .mapToObj(i ->
                ", pg_catalog.hashtextextended(\"ignition\".%s::pg_catalog.text, 0) AS h%d"
                    .formatted(SqlText.name(columns.get(i)), i))
            .collect(Collectors.joining());
    String texts =
        IntStream.range(0, columns.size())
            .mapToObj(WatchQuery::text)
            .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    return "SELECT %d AS place, pg_catalog.count(*) AS rows, %s AS columns FROM (SELECT pg_catalog.row_number() OVER () AS n%s FROM ONLY %s AS \"ignition\") AS t"
        .formatted(place, texts, hashes, SqlText.name(table));
  }

  private static String text(int column) {
    return "pg_catalog.count(h%1$d) || '|' || COALESCE(pg_catalog.sum(h%1$d), 0) || '|' || CASE WHEN pg_catalog.count(*) <= %2$d THEN COALESCE(pg_catalog.string_agg(h%1$d::pg_catalog.text, ',') FILTER (WHERE n <= %2$d), '') ELSE '' END"
        .formatted(column, FEW);
  }
}
