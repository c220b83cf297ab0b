package org.ignition.migration.hazard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaObject;

/** Foreign keys that no index serves when the migration is through: N6. */
final class KeyRules {

  static final List<Check> CHECKS = List.of(KeyRules::unindexed);

  private KeyRules() {}

  private static Stream<Finding> unindexed(Observed o) {
    return o.appeared(ObjectKind.CONSTRAINT)
        .filter(key -> Constraints.kind(key).equals("foreign key"))
        .filter(key -> o.story().endsWith(key.name()))
        .filter(key -> !CompatibilityRules.columns(key).isEmpty() && !isServed(o, key))
        .map(key -> unindexed(o, key));
  }

  private static boolean isServed(Observed o, SchemaObject key) {
    List<String> columns = CompatibilityRules.columns(key);
    return o.story()
        .after()
        .partsOf(key.name().schema(), key.name().parent())
        .filter(object -> object.name().kind() == ObjectKind.INDEX)
        .filter(index -> Constraints.isValid(index) && !isPartial(index))
        .map(CompatibilityRules::columns)
        .filter(indexed -> indexed.size() >= columns.size())
        .anyMatch(indexed -> columns.containsAll(indexed.subList(0, columns.size())));
  }

  private static boolean isPartial(SchemaObject index) {
    return index.get(Attribute.DEFINITION).filter(text -> text.contains(" WHERE ")).isPresent();
  }

  private static Finding unindexed(Observed o, SchemaObject key) {
    List<String> columns = CompatibilityRules.columns(key);
    String list = String.join(", ", columns.stream().map(SqlName::quote).toList());
    String to = Optional.ofNullable(key.attributes().get(Attribute.REFERENCES)).orElse("its table");
    String name = SqlName.quote(key.name().parent() + "_" + String.join("_", columns) + "_idx");
    boolean online = o.isPartOfOld(key.name());
    return o.at(
        key.name().name(),
        Rule.N6,
        "no index of %s begins with %s, which refers to %s"
            .formatted(SqlName.table(key.name()), list, to),
        "CREATE INDEX %s%s ON %s (%s);"
            .formatted(online ? "CONCURRENTLY " : "", name, SqlName.table(key.name()), list));
  }
}
