package org.ignition.migration.rehearsal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values of a type in its text form, the best first. They are the same each time, and those of
 * different ordinals differ where the type has more than one value.
 */
final class SampleValues {

  private static final int DEEPEST = 5;

  private final Types types;
  private final int ordinal;

  SampleValues(Types types, int ordinal) {
    this.types = types;
    this.ordinal = ordinal;
  }

  /**
   * Values for a column.
   *
   * @param key whether other rows must not have them, those of the migrations among them
   */
  List<String> of(Types.Stored stored, boolean key) {
    return of(stored.type(), stored.modifier(), key, 0);
  }

  private List<String> of(long oid, int modifier, boolean key, int depth) {
    Optional<TypeShape> found = types.find(oid);
    if (found.isEmpty() || depth > DEEPEST) {
      return List.of("");
    }
    TypeShape type = found.get();
    return switch (type.kind()) {
      case BASE ->
          BaseValues.of(type.name(), modifier, ordinal, key).stream()
              .filter(value -> Fitting.fits(type.name(), modifier, value, true))
              .toList();
      case ENUM -> rotated(type.labels());
      case DOMAIN -> of(type.part(), type.modifier(), key, depth + 1);
      case ARRAY -> arrays(of(type.part(), modifier, false, depth + 1));
      case COMPOSITE -> List.of(composite(type, depth));
      case RANGE -> ranges(type, depth);
      case MULTIRANGE -> List.of("{}");
    };
  }

  private List<String> rotated(List<String> values) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(values.get((i + ordinal - 1) % values.size()));
    }
    return all;
  }

  private static List<String> arrays(List<String> elements) {
    if (elements.isEmpty()) {
      return List.of("{}");
    }
    List<String> all = new ArrayList<>();
    for (int size = 1; size <= 5; size++) {
      String element = inQuotes(elements.getFirst());
      all.add(
          IntStream.range(0, size)
              .mapToObj(i -> element)
              .collect(Collectors.joining(",", "{", "}")));
    }
    elements.stream().skip(1).map(element -> "{" + inQuotes(element) + "}").forEach(all::add);
    all.add("{}");
    return all;
  }

  private String composite(TypeShape type, int depth) {
    return type.fields().stream()
        .map(field -> of(field.type(), field.modifier(), false, depth + 1))
        .map(values -> values.isEmpty() ? "" : inQuotes(values.getFirst()))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private List<String> ranges(TypeShape type, int depth) {
    String from = first(ordinal * 2 - 1, type, depth);
    String to = first(ordinal * 2, type, depth);
    return List.of("[" + inQuotes(from) + "," + inQuotes(to) + ")", "empty", "(,)");
  }

  private String first(int place, TypeShape range, int depth) {
    List<String> values = new SampleValues(types, place).of(range.part(), -1, false, depth + 1);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** As arrays, composite values and ranges all read it. */
  static String inQuotes(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
