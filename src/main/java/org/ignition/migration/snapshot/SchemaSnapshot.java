package org.ignition.migration.snapshot;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database's schema at one moment, normalised so that equal schemas are equal values.
 *
 * @param objects by name
 */
public record SchemaSnapshot(SortedMap<ObjectName, SchemaObject> objects) {

  /** An empty database. */
  public static final SchemaSnapshot EMPTY = of(java.util.List.of());

  /** Copies the map. */
  public SchemaSnapshot {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
  }

  /** The schema of these objects. */
  public static SchemaSnapshot of(Collection<SchemaObject> objects) {
    Map<ObjectName, SchemaObject> byName = new TreeMap<>();
    objects.forEach(object -> byName.put(object.name(), object));
    return new SchemaSnapshot(new TreeMap<>(byName));
  }

  /** The object called {@code name}. */
  public Optional<SchemaObject> find(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }
}
