package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.sqlite.Drafted.Part;

/**
 * Tells which object is which from one statement to the next. A table that keeps its name is the
 * same one, as one statement can't drop and make it; one that has another name and the same page is
 * renamed. Pages alone tell nothing: they are used again, and VACUUM moves them.
 */
final class Identities {

  private static final long TABLES = 1;
  private static final long CONSTRAINTS = 2;
  private static final long OTHERS = 3;

  private long last;
  private Map<String, Long> roots = Map.of();

  /** The schema that {@code drafted} describes, one statement after {@code before}. */
  SchemaSnapshot next(SchemaSnapshot before, List<Drafted> drafted) {
    Set<ObjectName> names =
        drafted.stream().map(each -> each.main().name()).collect(Collectors.toSet());
    List<SchemaGroup> groups =
        drafted.stream().map(each -> group(each, origin(before, each, names))).toList();
    Map<String, Long> now = new HashMap<>();
    drafted.forEach(each -> now.put(each.main().name().name(), each.root()));
    roots = now;
    return SchemaSnapshot.ofGroups(groups);
  }

  /** The group that {@code drafted} was. */
  private Optional<SchemaGroup> origin(
      SchemaSnapshot before, Drafted drafted, Set<ObjectName> names) {
    ObjectName name = drafted.main().name();
    Optional<SchemaGroup> same = before.group(name);
    if (same.isPresent() || drafted.root() == 0) {
      return same;
    }
    return before
        .groups()
        .filter(group -> group.main().name().kind() == ObjectKind.TABLE)
        .filter(group -> !names.contains(group.main().name()))
        .filter(group -> roots.getOrDefault(group.main().name().name(), 0L) == drafted.root())
        .findFirst();
  }

  private SchemaGroup group(Drafted drafted, Optional<SchemaGroup> origin) {
    ObjectName name = drafted.main().name();
    Identity identity =
        name.kind() == ObjectKind.TABLE
            ? origin.map(SchemaGroup::owner).orElseGet(this::fresh)
            : other(name);
    List<SchemaObject> objects = new ArrayList<>();
    objects.add(new SchemaObject(name, identity, drafted.main().attributes()));
    Map<String, Integer> columns =
        Numbers.ofColumns(
            numbers(origin, ObjectKind.COLUMN), names(drafted.parts(), ObjectKind.COLUMN));
    Map<String, Integer> constraints =
        Numbers.ofOthers(
            numbers(origin, ObjectKind.CONSTRAINT), names(drafted.parts(), ObjectKind.CONSTRAINT));
    drafted.parts().stream()
        .map(part -> object(part, identity, columns, constraints))
        .sorted((one, two) -> one.name().compareTo(two.name()))
        .forEach(objects::add);
    return new SchemaGroup(identity, Set.of(), objects);
  }

  private Identity fresh() {
    last++;
    return new Identity(TABLES, last, 0);
  }

  private static SchemaObject object(
      Part part, Identity table, Map<String, Integer> columns, Map<String, Integer> constraints) {
    String own = part.name().name();
    Identity identity =
        switch (part.name().kind()) {
          case COLUMN -> new Identity(TABLES, table.oid(), columns.getOrDefault(own, 0));
          case CONSTRAINT ->
              new Identity(CONSTRAINTS, table.oid(), constraints.getOrDefault(own, 0));
          default -> other(part.name());
        };
    return new SchemaObject(part.name(), identity, part.attributes());
  }

  /** Indexes, triggers and views are nothing but what they are called: none can be renamed. */
  private static Identity other(ObjectName name) {
    long hash = name.kind().name().hashCode();
    for (int i = 0; i < name.name().length(); i++) {
      hash = hash * 0x100000001b3L + name.name().charAt(i);
    }
    return new Identity(OTHERS, hash, 0);
  }

  private static List<String> names(List<Part> parts, ObjectKind kind) {
    return parts.stream()
        .map(part -> part.name())
        .filter(name -> name.kind() == kind)
        .map(ObjectName::name)
        .toList();
  }

  private static Map<String, Integer> numbers(Optional<SchemaGroup> group, ObjectKind kind) {
    return group.map(each -> numbers(each, kind)).orElse(Map.of());
  }

  /** The numbers of the parts of a table, in their order. */
  static Map<String, Integer> numbers(SchemaGroup group, ObjectKind kind) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    parts(group, kind).forEach(part -> numbers.put(part.name().name(), part.identity().sub()));
    return numbers;
  }

  private static Stream<SchemaObject> parts(SchemaGroup group, ObjectKind kind) {
    return kind == ObjectKind.COLUMN
        ? group.columns().stream()
        : group.objects().stream().filter(object -> object.name().kind() == kind);
  }

  /** {@code rebuilt} as the same table as {@code original}. */
  static SchemaGroup inPlaceOf(SchemaGroup original, SchemaGroup rebuilt) {
    Map<String, Integer> columns =
        Numbers.ofRebuilt(
            numbers(original, ObjectKind.COLUMN),
            List.copyOf(numbers(rebuilt, ObjectKind.COLUMN).keySet()));
    Map<String, Integer> constraints =
        Numbers.ofRebuiltOthers(
            numbers(original, ObjectKind.CONSTRAINT),
            List.copyOf(numbers(rebuilt, ObjectKind.CONSTRAINT).keySet()));
    List<SchemaObject> objects =
        rebuilt.objects().stream()
            .map(each ->
                each.name().equals(rebuilt.main().name())
                    ? new SchemaObject(each.name(), original.owner(), each.attributes())
                    : object(
                        new Part(each.name(), each.attributes()),
                        original.owner(),
                        columns,
                        constraints))
            .toList();
    return new SchemaGroup(original.owner(), Set.of(), objects);
  }
}
