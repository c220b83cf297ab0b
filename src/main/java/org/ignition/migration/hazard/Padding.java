package org.ignition.migration.hazard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;

/** Bytes that a row loses because of its columns' order; {@code pg_type.typlen, typalign}. */
final class Padding {

  static final int WORTH_SAYING = 8;

  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("boolean", 1),
          Map.entry("smallint", 2),
          Map.entry("integer", 4),
          Map.entry("real", 4),
          Map.entry("date", 4),
          Map.entry("bigint", 8),
          Map.entry("double precision", 8),
          Map.entry("timestamp with time zone", 8),
          Map.entry("timestamp without time zone", 8),
          Map.entry("time without time zone", 8));

  private Padding() {}

  /** The types of a new table's columns, in order. */
  static List<String> typesOf(Observed o, ObjectName table) {
    return o.appeared(ObjectKind.COLUMN)
        .filter(column -> SqlName.table(column.name()).equals(SqlName.of(table)))
        .sorted(Comparator.comparingInt(column -> column.identity().sub()))
        .map(Padding::type)
        .toList();
  }

  private static String type(SchemaObject column) {
    return column.get(Attribute.TYPE).orElse("");
  }

  /** How much an order by width saves; 0 when a type of varying width makes it unknowable. */
  static int wasted(List<String> types) {
    if (!WIDTHS.keySet().containsAll(types)) {
      return 0;
    }
    List<Integer> widths = types.stream().map(WIDTHS::get).toList();
    return size(widths) - size(widths.stream().sorted(Comparator.reverseOrder()).toList());
  }

  private static int size(List<Integer> widths) {
    int end = 0;
    for (int width : widths) {
      end = aligned(end, width) + width;
    }
    return aligned(end, 8);
  }

  private static int aligned(int offset, int width) {
    return (offset + width - 1) / width * width;
  }
}
