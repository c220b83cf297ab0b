package org.ignition.migration.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what is called the same. */
final class NameComparison {

  private NameComparison() {}

  static SchemaDiff of(SchemaSnapshot before, SchemaSnapshot after) {
    List<SchemaObject> earlier = Comparison.objects(before, after);
    List<SchemaObject> later = Comparison.objects(after, before);
    Map<ObjectName, SchemaObject> was = byName(new Renumbered(earlier, later).applied(earlier));
    Map<ObjectName, SchemaObject> is = byName(later);
    Stream<Difference> gone =
        was.values().stream()
            .filter(object -> !is.containsKey(object.name()))
            .map(Difference.Gone::new);
    Stream<Difference> others =
        Stream.concat(
            is.values().stream().flatMap(object -> compared(was, object).stream()),
            after.groupsMissingIn(before).flatMap(group -> reordered(before, group).stream()));
    return Comparison.sorted(Stream.concat(gone, others));
  }

  private static Map<ObjectName, SchemaObject> byName(List<SchemaObject> objects) {
    Map<ObjectName, SchemaObject> byName = new LinkedHashMap<>();
    objects.forEach(object -> byName.put(object.name(), object));
    return byName;
  }

  private static Optional<Difference> compared(
      Map<ObjectName, SchemaObject> was, SchemaObject object) {
    SchemaObject old = was.get(object.name());
    return old == null
        ? Optional.of(new Difference.Appeared(object))
        : Comparison.between(old, object);
  }

  private static Optional<Difference> reordered(SchemaSnapshot before, SchemaGroup group) {
    return before
        .group(group.main().name())
        .flatMap(old -> reordered(group.main().name(), columns(old), columns(group)));
  }

  private static Optional<Difference> reordered(
      ObjectName table, List<String> before, List<String> after) {
    return common(before, after).equals(common(after, before))
        ? Optional.empty()
        : Optional.of(new Difference.Reordered(table, before, after));
  }

  private static List<String> common(List<String> these, List<String> those) {
    return these.stream().filter(those::contains).toList();
  }

  private static List<String> columns(SchemaGroup group) {
    return group.columns().stream().map(column -> column.name().name()).toList();
  }
}
