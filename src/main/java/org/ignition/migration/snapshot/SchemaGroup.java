package org.ignition.migration.snapshot;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * An object with all that belongs to it, such as a table with its columns, constraints and indexes:
 * what is read, kept and compared as a whole.
 *
 * @param owner the object that the others belong to
 * @param tiedTo OIDs of everything whose change may change this group: its own parts, the tables
 *     that it inherits from, the table of an owned sequence; of any catalog, so that a match may be
 *     by chance and costs a look
 * @param objects at least one; the owner first, then in the order of their names
 */
public record SchemaGroup(Identity owner, Set<Long> tiedTo, List<SchemaObject> objects) {

  /** Copies the collections. */
  public SchemaGroup {
    tiedTo = Set.copyOf(tiedTo);
    objects = List.copyOf(objects);
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("a group without objects");
    }
  }

  /** The object that the others belong to. */
  public SchemaObject main() {
    return objects.getFirst();
  }

  /** Its columns in their order. */
  public List<SchemaObject> columns() {
    return objects.stream()
        .filter(object -> object.name().kind() == ObjectKind.COLUMN)
        .sorted(Comparator.comparingInt(column -> column.identity().sub()))
        .toList();
  }

  /** Where it is looked for: objects of one table have one place. */
  static String place(ObjectName name) {
    return name.schema() + '.' + (name.parent().isEmpty() ? name.name() : name.parent());
  }
}
