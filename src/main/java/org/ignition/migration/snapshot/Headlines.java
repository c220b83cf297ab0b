package org.ignition.migration.snapshot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ignition.migration.snapshot.Difference.Appeared;
import org.ignition.migration.snapshot.Difference.Changed;
import org.ignition.migration.snapshot.Difference.Gone;
import org.ignition.migration.snapshot.Difference.Reordered;

/** Leaves out of a list of differences those that follow from another one in it. */
final class Headlines {

  private enum Fate {
    GONE,
    APPEARED,
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
      case Changed changed when changed.isRenamed() -> note(Fate.RENAMED, changed.before().name());
      case Changed _, Reordered _ -> {}
    }
  }

  private void note(Fate fate, ObjectName name) {
    parts.add(new Part(fate, name.kind(), name.schema(), name.parent(), name.name()));
    if (name.parent().isEmpty() && holdsOthers(name.kind())) {
      wholes.add(new Place(fate, name.schema(), name.name()));
    }
  }

  private static boolean holdsOthers(ObjectKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, DOMAIN -> true;
      default -> false;
    };
  }

  private boolean follows(Difference difference) {
    return switch (difference) {
      case Gone gone -> follows(Fate.GONE, gone.object());
      case Appeared appeared -> follows(Fate.APPEARED, appeared.object());
      case Changed changed ->
          changed.isRenamed()
              && changed.changes().isEmpty()
              && (hasOwnNameKept(changed) || isIndexOfConstraint(Fate.RENAMED, changed.before()))
              && follows(Fate.RENAMED, changed.before());
      case Reordered _ -> false;
    };
  }

  private static boolean hasOwnNameKept(Changed changed) {
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
