package org.ignition.migration.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what is the same object. */
final class IdentityComparison {

  /** Made again, these are other ones: what they held is gone. */
  private static final Set<ObjectKind> HOLD_VALUES =
      EnumSet.of(
          ObjectKind.SCHEMA,
          ObjectKind.TABLE,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.COLUMN,
          ObjectKind.SEQUENCE);

  private final Map<Identity, SchemaObject> was;
  private final Map<ObjectName, SchemaObject> wasCalled = new HashMap<>();
  private final List<Difference> found = new ArrayList<>();

  private IdentityComparison(Collection<SchemaObject> before) {
    was = byIdentity(before);
  }

  static SchemaDiff of(SchemaSnapshot before, SchemaSnapshot after) {
    List<SchemaObject> later = Comparison.objects(after, before);
    IdentityComparison comparison = new IdentityComparison(Comparison.objects(before, after));
    return comparison.with(later);
  }

  private static Map<Identity, SchemaObject> byIdentity(Collection<SchemaObject> objects) {
    Map<Identity, SchemaObject> byIdentity = new LinkedHashMap<>();
    objects.forEach(object -> byIdentity.put(object.identity(), object));
    return byIdentity;
  }

  private SchemaDiff with(List<SchemaObject> later) {
    List<SchemaObject> unmatched = new ArrayList<>();
    for (SchemaObject object : later) {
      SchemaObject old = was.remove(object.identity());
      if (old == null) {
        unmatched.add(object);
      } else {
        Comparison.between(old, object).ifPresent(found::add);
      }
    }
    was.values().forEach(object -> wasCalled.put(object.name(), object));
    unmatched.forEach(this::matchByName);
    was.values().forEach(object -> found.add(new Difference.Gone(object)));
    return Comparison.sorted(found.stream());
  }

  private void matchByName(SchemaObject object) {
    SchemaObject old = wasCalled.get(object.name());
    if (old == null || HOLD_VALUES.contains(object.name().kind()) || isOfAnother(object)) {
      found.add(new Difference.Appeared(object));
    } else {
      was.remove(old.identity());
      Comparison.between(old, object).ifPresent(found::add);
    }
  }

  /** Whether the table that it belongs to was made again as well. */
  private boolean isOfAnother(SchemaObject object) {
    ObjectName name = object.name();
    return !name.parent().isEmpty()
        && HOLD_VALUES.stream()
            .map(kind -> new ObjectName(kind, name.schema(), "", name.parent()))
            .anyMatch(wasCalled::containsKey);
  }
}
