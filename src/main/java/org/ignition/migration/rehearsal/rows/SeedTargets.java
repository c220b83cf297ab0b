package org.ignition.migration.rehearsal.rows;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ignition.migration.rehearsal.rows.Seeded.LeftEmpty;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.Relation;

/**
 * Decides which tables to give rows after a migration, so that one without new tables costs none.
 */
public final class SeedTargets {

  private SeedTargets() {}

  /** All tables of a schema. */
  public static List<Relation> all(SchemaSnapshot schema) {
    return schema
        .groups()
        .map(group -> group.main())
        .filter(object -> object.name().kind() == ObjectKind.TABLE)
        .map(SeedTargets::relation)
        .toList();
  }

  /**
   * The tables that {@code made} brought, and those left empty earlier that may take a row now: it
   * changed them or a table that they refer to, or they refer to a table that is tried.
   *
   * @param made what a migration changed, objects matched by identity
   * @param after the schema with it
   */
  public static List<Relation> after(
      SchemaDiff made, SchemaSnapshot after, Collection<LeftEmpty> earlier) {
    Map<Long, Relation> targets = new LinkedHashMap<>();
    for (Difference difference : made.differences()) {
      if (difference instanceof Difference.Appeared(SchemaObject object)
          && object.name().kind() == ObjectKind.TABLE) {
        targets.put(object.identity().oid(), relation(object));
      }
    }
    Set<String> changed =
        made.differences().stream().map(d -> table(d.name())).collect(Collectors.toSet());
    all(after).stream()
        .filter(table -> earlier.stream().anyMatch(left -> left.table().oid() == table.oid()))
        .filter(table -> changed.contains(table.toString()) || refers(after, table, changed))
        .forEach(table -> targets.putIfAbsent(table.oid(), table));
    return List.copyOf(targets.values());
  }

  private static boolean refers(SchemaSnapshot schema, Relation table, Set<String> changed) {
    return schema.group(new ObjectName(ObjectKind.TABLE, table.schema(), "", table.name())).stream()
        .flatMap(group -> group.objects().stream())
        .flatMap(object -> object.get(Attribute.REFERENCES).stream())
        .map(reference -> reference.replace("\"", ""))
        .anyMatch(changed::contains);
  }

  private static String table(ObjectName name) {
    return name.schema() + "." + (name.parent().isEmpty() ? name.name() : name.parent());
  }

  private static Relation relation(SchemaObject table) {
    return new Relation(
        table.identity().oid(), ObjectKind.TABLE, table.name().schema(), table.name().name());
  }
}
