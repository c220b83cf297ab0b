package org.ignition.migration.rehearsal.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ignition.migration.rehearsal.rows.TableShape.ForeignKey;
import org.jspecify.annotations.Nullable;

/** Finds the values of columns that refer to rows that are there already. */
final class ForeignKeyValues {

  private final TableShape table;
  private final Types types;
  private final int ordinal;
  private final Map<Integer, String> values = new HashMap<>();

  private ForeignKeyValues(TableShape table, Types types, int ordinal) {
    this.table = table;
    this.types = types;
    this.ordinal = ordinal;
  }

  /**
   * Expressions by the number of the column.
   *
   * @param together tables that get their row in the same statement, by OID: their rows can't be
   *     read yet, but their keys are known
   */
  static Map<Integer, String> of(
      TableShape table, Types types, int ordinal, Map<Long, TableShape> together) {
    return new ForeignKeyValues(table, types, ordinal).find(table.foreignKeys(), together);
  }

  /** The same for foreign keys alone that can't be NULL. */
  static Map<Integer, String> ofRequired(
      TableShape table, Types types, int ordinal, Map<Long, TableShape> together) {
    return new ForeignKeyValues(table, types, ordinal)
        .find(table.foreignKeys().stream().filter(table::requires).toList(), together);
  }

  private Map<Integer, String> find(List<ForeignKey> keys, Map<Long, TableShape> together) {
    for (ForeignKey key : keys) {
      if (together.containsKey(key.target()) && table.requires(key)) {
        foretell(key, together.get(key.target()));
      } else {
        look(key);
      }
    }
    return Map.copyOf(values);
  }

  private void foretell(ForeignKey key, TableShape target) {
    each(
        key,
        (number, name) ->
            target
                .column(name)
                .ifPresent(column -> values.putIfAbsent(number, first(target, column))));
  }

  /** What the row of {@code ordinal} holds, unless it refers on. */
  private String first(TableShape target, ColumnShape column) {
    Types.Stored stored = types.stored(column);
    return SqlText.literal(
            new SampleValues(types, ordinal)
                .of(stored, target.keys().contains(column.number()))
                .getFirst())
        + "::"
        + stored.sql();
  }

  /** Where a wider key has set a column, only rows that agree with it will do. */
  private void look(ForeignKey key) {
    Map<Integer, String> known = Map.copyOf(values);
    String condition =
        IntStream.range(0, key.columns().size())
            .mapToObj(i -> condition(key.targetColumns().get(i), known.get(key.columns().get(i))))
            .collect(Collectors.joining(" AND "));
    each(key, (number, name) -> values.putIfAbsent(number, row(key, name, condition)));
  }

  private static String condition(String target, @Nullable String value) {
    String name = "\"ignition\"." + SqlText.name(target);
    return value == null
        ? name + " IS NOT NULL"
        : name + "::pg_catalog.text OPERATOR(pg_catalog.=) (" + value + ")::pg_catalog.text";
  }

  private String row(ForeignKey key, String column, String condition) {
    String first = row(key, column, condition, 0);
    return ordinal == 1
        ? first
        : "COALESCE(" + row(key, column, condition, ordinal - 1) + ", " + first + ")";
  }

  private static String row(ForeignKey key, String column, String condition, int offset) {
    return "(SELECT \"ignition\".%s FROM %s AS \"ignition\" WHERE %s ORDER BY tableoid, ctid OFFSET %d LIMIT 1)"
        .formatted(SqlText.name(column), key.targetSql(), condition, offset);
  }

  private static void each(ForeignKey key, BiConsumer<Integer, String> pair) {
    for (int i = 0; i < key.columns().size(); i++) {
      pair.accept(key.columns().get(i), key.targetColumns().get(i));
    }
  }

  /** Tables that a row of {@code table} can't be without, itself left out. */
  static Set<Long> required(TableShape table) {
    return table.foreignKeys().stream()
        .filter(table::requires)
        .map(ForeignKey::target)
        .filter(oid -> oid != table.relation().oid())
        .collect(Collectors.toSet());
  }

  /** All tables that a row of {@code table} may refer to, itself left out. */
  static Set<Long> referred(TableShape table) {
    return table.foreignKeys().stream()
        .map(ForeignKey::target)
        .filter(oid -> oid != table.relation().oid())
        .collect(Collectors.toSet());
  }
}
