package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;

/** Columns that get another type, as the running version and the values see it: B4, B12, D4. */
final class TypeRules {

  static final List<Check> CHECKS = List.of(TypeRules::incompatible, TypeRules::lossy);

  private TypeRules() {}

  private static Stream<Finding> incompatible(Observed o) {
    return changes(o)
        .filter(change -> !change.isWidening())
        .map(change ->
            o.at(
                change.column(),
                change.isNarrowing() ? Rule.B12 : Rule.B4,
                o.withEffects(change.toString()),
                ""));
  }

  private static Stream<Finding> lossy(Observed o) {
    return changes(o)
        .filter(TypeChange::losesPrecision)
        .map(change -> o.at(change.column(), Rule.D4, change.toString() + " and rounds", ""));
  }

  /**
   * Types of columns from before the file to after the statement: a type that is renamed and made
   * again changes nothing in the end.
   */
  private static Stream<TypeChange> changes(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.TYPE) && isLocked(o) && !renamesType(o))
        .map(column -> sinceBefore(o, column))
        .filter(change -> !change.before().equals(change.after()));
  }

  /** No column changes without a lock; its type's new name may show later than the renaming. */
  private static boolean isLocked(Observed o) {
    return !o.blocking().isEmpty() || !o.earlier().locked().isEmpty();
  }

  private static boolean renamesType(Observed o) {
    return Stream.of(ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE_TYPE)
        .flatMap(o::changedAtAll)
        .anyMatch(Difference.Changed::isRenamed);
  }

  private static TypeChange sinceBefore(Observed o, Difference.Changed column) {
    TypeChange here = TypeChange.of(column);
    Optional<String> before =
        o.story().asBefore(column.before()).flatMap(object -> object.get(Attribute.TYPE));
    return new TypeChange(here.column(), before.orElse(here.before()), here.after());
  }
}
