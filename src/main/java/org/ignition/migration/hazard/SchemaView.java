package org.ignition.migration.hazard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * A schema and what changed since, without a copy of all that did not.
 *
 * @param base a schema
 * @param since objects that are new or others, by their names
 * @param gone names of {@code base} that nothing has any more, or something else
 */
record SchemaView(SchemaSnapshot base, Map<ObjectName, SchemaObject> since, Set<ObjectName> gone) {

  static SchemaView of(SchemaSnapshot base) {
    return new SchemaView(base, Map.of(), Set.of());
  }

  /** This with changes applied: what goes first, so that names may be taken again. */
  SchemaView with(List<Difference> changes) {
    Map<ObjectName, SchemaObject> objects = new HashMap<>(since);
    Set<ObjectName> names = new HashSet<>(gone);
    for (Difference change : changes) {
      before(change).ifPresent(names::add);
      before(change).ifPresent(objects::remove);
    }
    changes.forEach(change -> after(change).ifPresent(each -> objects.put(each.name(), each)));
    return new SchemaView(base, objects, names);
  }

  private static Optional<ObjectName> before(Difference change) {
    return switch (change) {
      case Difference.Gone(SchemaObject object) -> Optional.of(object.name());
      case Difference.Changed changed -> Optional.of(changed.before().name());
      case Difference.Appeared _, Difference.Reordered _ -> Optional.empty();
    };
  }

  private static Optional<SchemaObject> after(Difference change) {
    return switch (change) {
      case Difference.Appeared(SchemaObject object) -> Optional.of(object);
      case Difference.Changed changed -> Optional.of(changed.after());
      case Difference.Gone _, Difference.Reordered _ -> Optional.empty();
    };
  }

  /** The object called {@code name}. */
  Optional<SchemaObject> find(ObjectName name) {
    return Optional.ofNullable(since.get(name))
        .or(() -> gone.contains(name) ? Optional.empty() : base.find(name));
  }

  boolean has(ObjectKind kind, String schema, String name) {
    return find(new ObjectName(kind, schema, "", name)).isPresent();
  }

  /** What belongs to a table or view. */
  Stream<SchemaObject> partsOf(String schema, String table) {
    Stream<SchemaObject> old =
        Stream.of(ObjectKind.TABLE, ObjectKind.MATERIALIZED_VIEW)
            .flatMap(kind -> base.group(new ObjectName(kind, schema, "", table)).stream())
            .flatMap(group -> group.objects().stream())
            .filter(object -> !gone.contains(object.name()))
            .filter(object -> !since.containsKey(object.name()));
    return Stream.concat(old, since.values().stream())
        .filter(object -> object.name().parent().equals(table))
        .filter(object -> object.name().schema().equals(schema));
  }

  /** Names of all objects of a kind that stand on their own. */
  Stream<ObjectName> names(ObjectKind kind) {
    Stream<ObjectName> old =
        base.groups().map(SchemaGroup::main).map(SchemaObject::name).filter(n -> !gone.contains(n));
    return Stream.concat(old, since.keySet().stream()).filter(name -> name.kind() == kind);
  }
}
