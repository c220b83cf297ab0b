package org.ignition.migration.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Difference.Change;

/** What both ways of comparing have in common. */
final class Comparison {

  private Comparison() {}

  /** The objects of groups that aren't in both schemas. */
  static List<SchemaObject> objects(SchemaSnapshot in, SchemaSnapshot notIn) {
    return in.groupsMissingIn(notIn).flatMap(group -> group.objects().stream()).toList();
  }

  /** A difference when name or attributes differ. */
  static Optional<Difference> between(SchemaObject before, SchemaObject after) {
    List<Change> changes = changes(before, after);
    return changes.isEmpty() && before.name().equals(after.name())
        ? Optional.empty()
        : Optional.of(new Difference.Changed(before, after, changes));
  }

  private static List<Change> changes(SchemaObject before, SchemaObject after) {
    if (before.attributes().equals(after.attributes())) {
      return List.of();
    }
    return Arrays.stream(Attribute.values())
        .map(each -> new Change(each, before.get(each), after.get(each)))
        .filter(change -> !change.before().equals(change.after()))
        .filter(change -> !RoutineLayout.isAll(change))
        .toList();
  }

  static SchemaDiff sorted(Stream<? extends Difference> differences) {
    List<Difference> all = new ArrayList<>();
    differences.forEach(all::add);
    all.sort(Comparator.comparing(Difference::name));
    return all.isEmpty() ? SchemaDiff.NONE : new SchemaDiff(all);
  }
}
