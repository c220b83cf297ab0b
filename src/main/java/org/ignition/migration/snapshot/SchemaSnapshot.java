package org.ignition.migration.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database's schema at one moment, normalised so that equal schemas have equal objects.
 * Immutable; one that was made from another shares with it what is unchanged, so that thousands of
 * them fit in memory.
 */
public final class SchemaSnapshot {

  private static final int SHELVES = 256;
  private static final Comparator<SchemaGroup> ORDER =
      Comparator.<SchemaGroup, ObjectName>comparing(group -> group.main().name())
          .thenComparingLong(group -> group.owner().oid());

  /** An empty database. */
  public static final SchemaSnapshot EMPTY = ofGroups(List.of());

  private final List<List<SchemaGroup>> shelves;

  private SchemaSnapshot(List<List<SchemaGroup>> shelves) {
    this.shelves = List.copyOf(shelves);
  }

  /** The schema of these objects, grouped by the names of their parents. */
  public static SchemaSnapshot of(Collection<SchemaObject> objects) {
    Map<String, List<SchemaObject>> byPlace = new LinkedHashMap<>();
    objects.stream()
        .sorted(
            Comparator.<SchemaObject, Boolean>comparing(o -> !o.name().parent().isEmpty())
                .thenComparing(SchemaObject::name))
        .forEach(object ->
            byPlace
                .computeIfAbsent(SchemaGroup.place(object.name()), any -> new ArrayList<>())
                .add(object));
    return ofGroups(
        byPlace.values().stream()
            .map(group -> new SchemaGroup(group.getFirst().identity(), Set.of(), group))
            .toList());
  }

  /** The schema of these groups. */
  public static SchemaSnapshot ofGroups(Collection<SchemaGroup> groups) {
    List<List<SchemaGroup>> shelves = new ArrayList<>();
    for (int i = 0; i < SHELVES; i++) {
      shelves.add(new ArrayList<>());
    }
    groups.forEach(group -> shelves.get(shelf(group.main().name())).add(group));
    shelves.replaceAll(SchemaSnapshot::sorted);
    return new SchemaSnapshot(shelves);
  }

  private static List<SchemaGroup> sorted(List<SchemaGroup> shelf) {
    return shelf.stream().sorted(ORDER).toList();
  }

  private static int shelf(ObjectName name) {
    return Math.floorMod(SchemaGroup.place(name).hashCode(), SHELVES);
  }

  /**
   * The schema with {@code fresh} groups instead of {@code stale} ones. A fresh group that equals
   * the stale one of the same object is the stale one.
   */
  public SchemaSnapshot replace(Collection<SchemaGroup> stale, Collection<SchemaGroup> fresh) {
    Map<Identity, SchemaGroup> old = new LinkedHashMap<>();
    stale.forEach(group -> old.put(group.owner(), group));
    List<List<SchemaGroup>> changed = new ArrayList<>(shelves);
    for (SchemaGroup group : fresh) {
      if (!group.equals(old.get(group.owner()))) {
        add(changed, group);
      } else {
        old.remove(group.owner());
      }
    }
    old.values().forEach(group -> remove(changed, group));
    return new SchemaSnapshot(changed);
  }

  private static void add(List<List<SchemaGroup>> shelves, SchemaGroup group) {
    int at = shelf(group.main().name());
    shelves.set(
        at, Stream.concat(shelves.get(at).stream(), Stream.of(group)).sorted(ORDER).toList());
  }

  private static void remove(List<List<SchemaGroup>> shelves, SchemaGroup group) {
    int at = shelf(group.main().name());
    shelves.set(at, shelves.get(at).stream().filter(each -> !each.equals(group)).toList());
  }

  /** All groups, in no order that means anything. */
  public Stream<SchemaGroup> groups() {
    return shelves.stream().flatMap(List::stream);
  }

  /** Groups of this schema that {@code other} doesn't share or equal. */
  @SuppressWarnings("ReferenceEquality") // What both share is equal without a look.
  Stream<SchemaGroup> groupsMissingIn(SchemaSnapshot other) {
    List<SchemaGroup> missing = new ArrayList<>();
    for (int i = 0; i < SHELVES; i++) {
      List<SchemaGroup> theirs = other.shelves.get(i);
      if (shelves.get(i) != theirs) {
        shelves.get(i).stream().filter(group -> !theirs.contains(group)).forEach(missing::add);
      }
    }
    return missing.stream();
  }

  /** All objects by name; collected anew at each call. */
  public SortedMap<ObjectName, SchemaObject> objects() {
    SortedMap<ObjectName, SchemaObject> byName = new TreeMap<>();
    groups().flatMap(group -> group.objects().stream()).forEach(o -> byName.put(o.name(), o));
    return byName;
  }

  /** The object called {@code name}; cheap at any size. */
  public Optional<SchemaObject> find(ObjectName name) {
    return shelves.get(shelf(name)).stream()
        .flatMap(group -> group.objects().stream())
        .filter(object -> object.name().equals(name))
        .findFirst();
  }

  /** The table, view or type called so, with all that belongs to it; cheap at any size. */
  public Optional<SchemaGroup> group(ObjectName main) {
    return shelves.get(shelf(main)).stream()
        .filter(group -> group.main().name().equals(main))
        .findFirst();
  }

  /** Whether the same objects have the same names and attributes, by identity. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaSnapshot that && shelves.equals(that.shelves);
  }

  @Override
  public int hashCode() {
    return shelves.hashCode();
  }

  /** How many objects. */
  @Override
  public String toString() {
    return "schema of " + groups().mapToInt(group -> group.objects().size()).sum() + " objects";
  }
}
