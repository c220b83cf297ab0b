package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.trace.LockMode;
import org.ignition.migration.trace.Relation;
import org.ignition.migration.trace.StatementTrace;

/** Foreign keys: what adding and removing them locks and reads: L4, L5, V3, N6, N13. */
final class ForeignKeyRules {

  static final List<Check> CHECKS =
      List.of(
          ForeignKeyRules::verified,
          ForeignKeyRules::added,
          ForeignKeyRules::removed,
          ForeignKeyRules::dropped);

  private ForeignKeyRules() {}

  private static Stream<SchemaObject> foreignKeys(Stream<SchemaObject> constraints) {
    return constraints.filter(ForeignKeyRules::isForeignKey);
  }

  private static boolean isForeignKey(SchemaObject constraint) {
    return constraint.get(Attribute.CONSTRAINT_KIND).equals(Optional.of("foreign key"));
  }

  private static Stream<Finding> verified(Observed o) {
    return foreignKeys(o.added(ObjectKind.CONSTRAINT))
        .filter(key -> isVerified(o, key))
        .map(key -> verified(o, key));
  }

  private static boolean isVerified(Observed o, SchemaObject key) {
    return o.said("validating foreign key constraint \"" + key.name().name() + '"');
  }

  private static Finding verified(Observed o, SchemaObject key) {
    return o.at(
        key.name().name(),
        Rule.V3,
        o.withEffects("verifies foreign key " + SqlName.quote(key.name().name())),
        Constraints.notValid(key));
  }

  /** One finding for all keys of the statement that were not verified. */
  private static Stream<Finding> added(Observed o) {
    boolean locks = !o.blocking().isEmpty();
    List<SchemaObject> keys =
        foreignKeys(o.appeared(ObjectKind.CONSTRAINT))
            .filter(key -> locks && !(o.isPartOfOld(key.name()) && isVerified(o, key)))
            .toList();
    String names =
        Sentence.names(keys.stream().map(key -> SqlName.quote(key.name().name())).toList());
    return keys.stream()
        .limit(1)
        .map(key ->
            o.at(key.name().name(), Rule.L4, o.withEffects("adds foreign key " + names), ""));
  }

  private static Stream<Finding> removed(Observed o) {
    Set<String> ends =
        foreignKeys(o.gone(ObjectKind.CONSTRAINT))
            .flatMap(key -> key.get(Attribute.REFERENCES).stream())
            .collect(Collectors.toSet());
    List<Relation> locked =
        o.trace().locks().stream()
            .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
            .map(StatementTrace.Lock::relation)
            .filter(relation -> isEnd(ends, relation))
            .filter(relation -> !isDroppedOrAltered(o, relation))
            .toList();
    return locked.isEmpty() ? Stream.empty() : Stream.of(removed(o, locked));
  }

  private static boolean isEnd(Set<String> ends, Relation relation) {
    return ends.contains(relation.toString()) || ends.contains(SqlName.of(relation));
  }

  private static boolean isDroppedOrAltered(Observed o, Relation relation) {
    return o.gone(ObjectKind.TABLE)
            .anyMatch(table -> SqlName.of(table.name()).equals(SqlName.of(relation)))
        || foreignKeys(o.gone(ObjectKind.CONSTRAINT))
            .anyMatch(key -> Observed.isTableOf(relation, key.name()));
  }

  private static Finding removed(Observed o, List<Relation> referenced) {
    String fix =
        foreignKeys(o.gone(ObjectKind.CONSTRAINT))
            .filter(key -> o.goesWithTable(key.name()))
            .map(key ->
                "ALTER TABLE %s DROP CONSTRAINT %s;"
                    .formatted(SqlName.table(key.name()), SqlName.quote(key.name().name())))
            .collect(Collectors.joining("\n"));
    return o.here(
        Rule.L5,
        o.withEffects("locks " + Sentence.names(referenced) + ", which a foreign key refers to"),
        fix.isEmpty() ? "" : "-- first, in a migration of its own\n" + fix);
  }

  private static Stream<Finding> dropped(Observed o) {
    return foreignKeys(o.gone(ObjectKind.CONSTRAINT))
        .filter(key -> !o.goesWithTable(key.name()))
        .filter(key -> !isRemade(o, key))
        .map(key -> dropped(o, key.name(), key));
  }

  private static boolean isRemade(Observed o, SchemaObject key) {
    return o.story().endsWith(key.name());
  }

  private static Finding dropped(Observed o, ObjectName name, SchemaObject key) {
    String to = key.get(Attribute.REFERENCES).map(table -> " to " + table).orElse("");
    return o.at(
        name.name(),
        Rule.N13,
        o.withEffects("drops foreign key " + SqlName.quote(name.name()) + to),
        "");
  }
}
