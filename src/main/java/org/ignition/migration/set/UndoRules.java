package org.ignition.migration.set;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.SqlStatement;

/** S6, S7 and S8: downs that do not put back what was there, as far as the texts show it. */
final class UndoRules {

  /** A statement and one object that it creates or drops. */
  private record Use(SqlStatement statement, SqlObject object) {}

  private UndoRules() {}

  static List<Finding> check(MigrationSet set) {
    List<Finding> findings = new ArrayList<>();
    Set<String> older = new HashSet<>();
    for (Migration migration : set.migrations()) {
      List<Use> created = created(migration.up());
      migration.down().ifPresent(down -> undo(migration, created, down, older, findings));
      created.forEach(use -> older.add(key(use.object)));
    }
    return findings;
  }

  private static void undo(
      Migration migration,
      List<Use> created,
      Script down,
      Set<String> older,
      List<Finding> findings) {
    List<Use> dropped = dropped(down);
    for (Use use : created) {
      Optional<Use> drop = dropped.stream().filter(d -> d.object.isSameAs(use.object)).findFirst();
      drop.ifPresent(found -> dropped(use, found, down, older, findings));
      if (drop.isEmpty() && isLeftBehind(migration, use.object)) {
        findings.add(leftBehind(migration, use));
      }
    }
  }

  private static void dropped(
      Use created, Use drop, Script down, Set<String> older, List<Finding> findings) {
    String name = created.object.name();
    if (created.object.conditional()) {
      Finding finding =
          Finding.of(
              Rule.S6,
              down.file(),
              drop.statement.at(),
              name + " is dropped even if it was there before: the up has IF NOT EXISTS",
              "-- create it without IF NOT EXISTS");
      findings.add(drop.object.conditional() ? finding.weighing(Severity.NOTE) : finding);
    }
    if (created.object.replacing()
        && older.contains(key(created.object))
        && !restores(down, created)) {
      findings.add(
          Finding.of(
              Rule.S8,
              down.file(),
              drop.statement.at(),
              name + " is dropped, though an earlier migration made it and the up only replaced it",
              "-- write the earlier definition with CREATE OR REPLACE"));
    }
  }

  private static boolean restores(Script down, Use replaced) {
    return created(down).stream().anyMatch(use -> use.object.isSameAs(replaced.object));
  }

  private static boolean isLeftBehind(Migration migration, SqlObject object) {
    return object.kind().equals("EXTENSION")
        && migration.down().filter(down -> !down.isEmpty()).isPresent()
        && !migration.isDeclaredIrreversible();
  }

  private static Finding leftBehind(Migration migration, Use use) {
    String name = use.object.name();
    return Finding.of(
        Rule.S7,
        migration.up().file(),
        use.statement.at(),
        "The down leaves the extension " + name + " behind",
        "DROP EXTENSION IF EXISTS \"" + name + "\";");
  }

  private static String key(SqlObject object) {
    return object.kind() + " " + object.name();
  }

  private static List<Use> created(Script script) {
    return script.sql().statements().stream()
        .flatMap(s -> SqlObject.created(s).stream().map(object -> new Use(s, object)))
        .toList();
  }

  private static List<Use> dropped(Script script) {
    return script.sql().statements().stream()
        .flatMap(s -> SqlObject.dropped(s).stream().map(object -> new Use(s, object)))
        .toList();
  }
}
