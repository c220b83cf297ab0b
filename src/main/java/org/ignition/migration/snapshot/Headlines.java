package org.ignition.migration.snapshot;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ignition.migration.snapshot.Difference.Appeared;
import org.ignition.migration.snapshot.Difference.Change;
import org.ignition.migration.snapshot.Difference.Changed;
import org.ignition.migration.snapshot.Difference.Gone;
import org.ignition.migration.snapshot.Difference.Reordered;

/** Leaves out of a list of differences those that follow from another one in it. */
final class Headlines {

  /** What an index says again of the constraint that it is of. */
  private static final Set<Attribute> REPEATED_BY_INDEX =
      EnumSet.of(Attribute.DEFINITION, Attribute.COLUMNS);

  private static final Set<ObjectKind> HOLDERS =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.DOMAIN);

  private enum Fate {
    GONE,
    APPEARED,
    CHANGED,
    RENAMED
  }

  private record Place(Fate fate, String schema, String name) {}

  private record Part(Fate fate, ObjectKind kind, String schema, String parent, String name) {}

  private final Set<Place> wholes = new HashSet<>();
  private final Set<Part> parts = new HashSet<>();

  private Headlines(List<Difference> differences) {
    differences.forEach(this::note);
  }

  static List<Difference> of(List<Difference> differences) {
    Headlines headlines = new Headlines(differences);
    return differences.stream().filter(each -> !headlines.follows(each)).toList();
  }

  private void note(Difference difference) {
    switch (difference) {
      case Gone gone -> note(Fate.GONE, gone.name());
      case Appeared appeared -> note(Fate.APPEARED, appeared.name());
      case Changed changed ->
          note(changed.isRenamed() ? Fate.RENAMED : Fate.CHANGED, changed.before().name());
      case Reordered _ -> {}
    }
  }

  private void note(Fate fate, ObjectName name) {
    parts.add(new Part(fate, name.kind(), name.schema(), name.parent(), name.name()));
    if (name.parent().isEmpty() && holdsOthers(name.kind())) {
      wholes.add(new Place(fate, name.schema(), name.name()));
    }
  }

  private static boolean holdsOthers(ObjectKind kind) {
    return HOLDERS.contains(kind);
  }

  private boolean follows(Difference difference) {
    return switch (difference) {
      case Gone gone -> follows(Fate.GONE, gone.object());
      case Appeared appeared -> follows(Fate.APPEARED, appeared.object());
      case Changed changed -> follows(changed);
      case Reordered _ -> false;
    };
  }

  private boolean follows(Changed changed) {
    SchemaObject before = changed.before();
    if (!REPEATED_BY_INDEX.containsAll(
        changed.changes().stream().map(Change::attribute).toList())) {
      return false;
    }
    return isIndexOfConstraint(changed.isRenamed() ? Fate.RENAMED : Fate.CHANGED, before)
        || (changed.changes().isEmpty() && isMovedOnly(changed) && follows(Fate.RENAMED, before));
  }

  private static boolean isMovedOnly(Changed changed) {
    return changed.before().name().name().equals(changed.after().name().name());
  }

  private boolean follows(Fate fate, SchemaObject object) {
    ObjectName name = object.name();
    return wholes.contains(new Place(fate, name.schema(), name.parent()))
        || isIndexOfConstraint(fate, object)
        || object.get(Attribute.OWNED_BY).filter(owner -> goesWith(fate, owner)).isPresent();
  }

  private boolean isIndexOfConstraint(Fate fate, SchemaObject object) {
    ObjectName name = object.name();
    return name.kind() == ObjectKind.INDEX
        && parts.contains(
            new Part(fate, ObjectKind.CONSTRAINT, name.schema(), name.parent(), name.name()));
  }

  /** Whether the column, or its table, has the same fate; {@code owner} as in OWNED_BY. */
  private boolean goesWith(Fate fate, String owner) {
    String[] path = owner.split("\\.", -1);
    return path.length == 3
        && (wholes.contains(new Place(fate, path[0], path[1]))
            || parts.contains(new Part(fate, ObjectKind.COLUMN, path[0], path[1], path[2])));
  }
}
