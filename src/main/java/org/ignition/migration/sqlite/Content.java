package org.ignition.migration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * What tables hold, as sums that don't depend on the order of rows.
 *
 * @param tables in the order of their names
 */
record Content(List<Table> tables) {

  /** Nothing was looked at. */
  static final Content NONE = new Content(List.of());

  /**
   * The rows of a table.
   *
   * @param object the table
   * @param rows how many
   * @param columns what each holds; generated ones hold nothing of their own
   */
  record Table(SchemaObject object, long rows, List<Column> columns) {}

  /** The values of a column, summed up. */
  record Column(SchemaObject object, long sum) {}

  /** Reads all tables of {@code schema}. */
  static Content read(Session session, SchemaSnapshot schema) throws SQLException {
    List<Table> tables = new ArrayList<>();
    for (SchemaGroup group : schema.groups().sorted(Content::byName).toList()) {
      boolean virtual = group.main().get(Attribute.DEFINITION).isPresent();
      if (group.main().name().kind() == ObjectKind.TABLE && !virtual) {
        tables.add(read(session, group));
      }
    }
    return new Content(tables);
  }

  private static int byName(SchemaGroup one, SchemaGroup other) {
    return one.main().name().compareTo(other.main().name());
  }

  private static Table read(Session session, SchemaGroup group) throws SQLException {
    List<SchemaObject> columns =
        group.columns().stream()
            .filter(column -> column.get(Attribute.GENERATED).isEmpty())
            .toList();
    String list =
        columns.stream()
            .map(column -> "quote(" + Sql.quote(column.name().name()) + ")")
            .collect(Collectors.joining(", "));
    long[] sums = new long[columns.size()];
    long[] rows = new long[1];
    session.read(
        "SELECT " + list + " FROM main." + Sql.quote(group.main().name().name()),
        row -> {
          rows[0]++;
          add(row, sums);
        });
    List<Column> held = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      held.add(new Column(columns.get(i), sums[i]));
    }
    return new Table(group.main(), rows[0], held);
  }

  private static void add(ResultSet row, long[] sums) throws SQLException {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += hash(row.getString(i + 1));
    }
  }

  /** FNV-1a, then mixed so that sums of alike texts differ. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 29);
  }

  /** Tables that hold rows. */
  List<String> populated() {
    return tables.stream().filter(table -> table.rows() > 0).map(Content::name).toList();
  }

  private static String name(Table table) {
    return table.object().name().name();
  }

  /**
   * What is held here and no longer in {@code later}: {@code table} when rows are gone, {@code
   * table.column} when values are.
   *
   * @param key by which a table or column is known again
   */
  List<String> lostIn(Content later, Function<SchemaObject, Object> key) {
    Map<Object, Table> there = new HashMap<>();
    later.tables.forEach(table -> there.put(key.apply(table.object()), table));
    List<String> lost = new ArrayList<>();
    for (Table table : tables) {
      if (table.rows() > 0) {
        Table same = there.get(key.apply(table.object()));
        if (same == null || same.rows() < table.rows()) {
          lost.add(name(table));
        } else if (same.rows() == table.rows()) {
          lost.addAll(lost(table, same, key));
        }
      }
    }
    return lost;
  }

  private static List<String> lost(Table before, Table after, Function<SchemaObject, Object> key) {
    Map<Object, Long> there = new LinkedHashMap<>();
    after.columns().forEach(column -> there.put(key.apply(column.object()), column.sum()));
    return before.columns().stream()
        .filter(column -> !Long.valueOf(column.sum()).equals(there.get(key.apply(column.object()))))
        .map(column -> name(before) + "." + column.object().name().name())
        .toList();
  }
}
