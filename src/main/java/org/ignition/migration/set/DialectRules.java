package org.ignition.migration.set;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.migration.DialectFolder;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.sql.Position;

/** S4: each change is there for each database, as far as versions and names tell. */
final class DialectRules {

  private DialectRules() {}

  /** What {@code set} has and the others do not; what they have more, their own check finds. */
  static List<Finding> check(MigrationSet set, List<DialectFolder> others) {
    return set.migrations().stream()
        .flatMap(migration ->
            others.stream()
                .flatMap(other -> difference(migration, other))
                .map(text -> Finding.of(Rule.S4, migration.up().file(), Position.START, text, "")))
        .toList();
  }

  /** Where versions are times, the same change has another one for each database. */
  private static Stream<String> difference(Migration migration, DialectFolder other) {
    Optional<String> there = Optional.ofNullable(other.names().get(migration.version()));
    if (other.names().containsValue(migration.name())) {
      return Stream.of();
    }
    return Stream.of(
        there
            .map(name ->
                "In " + other.folder() + " migration " + migration.version() + " is called " + name)
            .orElse(other.folder() + " has no migration like " + migration.label()));
  }
}
