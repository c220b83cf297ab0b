package org.ignition.migration.set;

import java.util.ArrayList;
import java.util.List;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.sql.Position;

/** S1: every up has a down that does something, or says why it has none. */
final class PairRules {

  private static final String DECLARE =
      """
      -- write the statements that undo it; only where there are none, declare in the up:
      -- ignition: irreversible <why it cannot be undone>\
      """;

  private PairRules() {}

  static List<Finding> check(MigrationSet set) {
    List<Finding> findings = new ArrayList<>();
    set.migrations().stream()
        .filter(m -> !m.isDeclaredIrreversible())
        .forEach(m -> pair(m, findings));
    set.strayDowns().forEach(down -> findings.add(stray(down)));
    return findings;
  }

  private static void pair(Migration migration, List<Finding> findings) {
    migration
        .down()
        .ifPresentOrElse(
            down -> {
              if (down.isEmpty() && !migration.up().isEmpty()) {
                findings.add(finding(down, "The down of " + migration.label() + " does nothing"));
              }
            },
            () -> findings.add(finding(migration.up(), migration.label() + " has no down")));
  }

  private static Finding stray(Script down) {
    return Finding.of(
        Rule.S1, down.file(), Position.START, "This down belongs to no up of its version", "");
  }

  private static Finding finding(Script script, String message) {
    return Finding.of(Rule.S1, script.file(), Position.START, message, DECLARE);
  }
}
