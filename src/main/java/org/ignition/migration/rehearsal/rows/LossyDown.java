package org.ignition.migration.rehearsal.rows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaObject;

/** Finds what is written between an up and its down and goes with the down. */
public final class LossyDown {

  private LossyDown() {}

  /**
   * Tables that an up makes and its down drops, and such columns of other tables, in the order of
   * their names. A generated column holds nothing that is written.
   *
   * @param made what the up changed
   * @param residue how the schema after the down differs from that before the up, by name
   */
  public static List<ObjectName> of(SchemaDiff made, SchemaDiff residue) {
    Set<ObjectName> kept =
        appeared(residue).map(SchemaObject::name).collect(Collectors.toUnmodifiableSet());
    Set<ObjectName> tables =
        appeared(made)
            .map(SchemaObject::name)
            .filter(name -> name.kind() == ObjectKind.TABLE)
            .collect(Collectors.toUnmodifiableSet());
    return appeared(made)
        .filter(LossyDown::isWritten)
        .map(SchemaObject::name)
        .filter(name -> !kept.contains(name) && !tables.contains(parent(name)))
        .toList();
  }

  private static Stream<SchemaObject> appeared(SchemaDiff diff) {
    return diff.differences().stream()
        .flatMap(difference ->
            difference instanceof Difference.Appeared(SchemaObject object)
                ? Stream.of(object)
                : Stream.empty());
  }

  private static boolean isWritten(SchemaObject object) {
    return object.name().kind() == ObjectKind.TABLE
        || (object.name().kind() == ObjectKind.COLUMN && object.get(Attribute.GENERATED).isEmpty());
  }

  private static ObjectName parent(ObjectName name) {
    return new ObjectName(ObjectKind.TABLE, name.schema(), "", name.parent());
  }
}
