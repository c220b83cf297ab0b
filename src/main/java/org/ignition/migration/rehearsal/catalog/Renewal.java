package org.ignition.migration.rehearsal.catalog;

import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rehearsal.catalog.Catalog.Reach;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Identity;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaGroup;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/** Brings a schema up to date after some of its objects were touched. */
final class Renewal {

  private final CatalogSession session;
  private final SchemaSnapshot previous;
  private final Map<Identity, SchemaGroup> stale = new HashMap<>();
  private final Map<Identity, SchemaGroup> fresh = new HashMap<>();

  Renewal(CatalogSession session, SchemaSnapshot previous) {
    this.session = session;
    this.previous = previous;
  }

  /**
   * Whether anything may have changed: something of an unknown catalogue was touched, or a schema
   * that was there, whose name is part of everything in it.
   */
  static boolean reachesAll(SchemaSnapshot previous, Set<Identity> touched) {
    return touched.stream().anyMatch(each -> Catalog.of(each.catalog()).isEmpty())
        || reachesSchema(previous, touched);
  }

  private static boolean reachesSchema(SchemaSnapshot previous, Set<Identity> touched) {
    Set<Identity> schemas =
        touched.stream()
            .filter(each -> each.catalog() == Catalog.NAMESPACE.oid())
            .collect(Collectors.toSet());
    return !schemas.isEmpty()
        && previous.groups().anyMatch(group -> schemas.contains(group.owner()));
  }

  SchemaSnapshot after(Set<Identity> touched) throws SQLException {
    Set<Identity> owners = session.groups(OtherQueries.OWN_GROUPS, touched);
    renew(withTied(owners, touched));
    Set<Identity> named = otherwiseNamed();
    if (!named.isEmpty()) {
      Set<Identity> dependents = session.groups(OtherQueries.DEPENDENT_GROUPS, named);
      dependents.removeAll(fresh.keySet());
      renew(dependents);
    }
    return previous.replace(stale.values(), fresh.values());
  }

  /** With the owners of earlier groups that were part of these objects, or hung on them. */
  private Set<Identity> withTied(Set<Identity> owners, Set<Identity> touched) {
    Set<Identity> all = new HashSet<>(owners);
    Set<Long> oids = new HashSet<>();
    Stream.concat(owners.stream(), touched.stream()).map(Identity::oid).forEach(oids::add);
    Set<Identity> seen = new HashSet<>();
    List<SchemaGroup> tied;
    do {
      tied =
          previous
              .groups()
              .filter(group -> isTied(group, oids) && seen.add(group.owner()))
              .toList();
      tied.forEach(group -> add(group, all, oids));
    } while (!tied.isEmpty());
    return all;
  }

  private static void add(SchemaGroup group, Set<Identity> owners, Set<Long> oids) {
    owners.add(group.owner());
    oids.add(group.owner().oid());
    if (group.main().name().kind() == ObjectKind.STATISTICS) {
      // They are read by their tables.
      group.tiedTo().forEach(oid -> owners.add(new Identity(Catalog.RELATION.oid(), oid, 0)));
    }
  }

  private static boolean isTied(SchemaGroup group, Set<Long> oids) {
    return !Collections.disjoint(group.tiedTo(), oids);
  }

  private void renew(Set<Identity> owners) throws SQLException {
    Reached reached = Reached.of(owners);
    previous
        .groups()
        .filter(group -> owners.contains(group.owner()) || (reached.others() && isOther(group)))
        .forEach(group -> stale.put(group.owner(), group));
    session.only(reached).forEach(group -> fresh.put(group.owner(), group));
  }

  private static boolean isOther(SchemaGroup group) {
    return switch (reach(group)) {
      case OTHER, SCHEMA -> true;
      case RELATION, TYPE, ROUTINE, PART -> false;
    };
  }

  private static Reach reach(SchemaGroup group) {
    return Catalog.of(group.owner().catalog()).map(Catalog::reach).orElse(Reach.OTHER);
  }

  /** What is called otherwise than before, so that the text of others may have changed with it. */
  private Set<Identity> otherwiseNamed() {
    return stale.values().stream()
        .filter(group -> isOtherwiseNamed(group, fresh.get(group.owner())))
        .map(SchemaGroup::owner)
        .collect(Collectors.toSet());
  }

  private static boolean isOtherwiseNamed(SchemaGroup before, @Nullable SchemaGroup after) {
    if (after == null || before.equals(after)) {
      return false;
    }
    return switch (reach(before)) {
      case RELATION ->
          !before.main().name().equals(after.main().name())
              || !columns(after).entrySet().containsAll(columns(before).entrySet());
      case ROUTINE -> !before.main().name().equals(after.main().name());
      case TYPE, OTHER, SCHEMA, PART -> true;
    };
  }

  /** Name and type of each column by its number. */
  private static Map<Integer, List<String>> columns(SchemaGroup group) {
    return group.columns().stream()
        .collect(
            Collectors.toMap(
                column -> column.identity().sub(),
                column -> List.of(column.name().name(), column.get(Attribute.TYPE).orElse(""))));
  }
}
