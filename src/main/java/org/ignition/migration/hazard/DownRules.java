package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.sql.Position;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/**
 * What a down does: B14, D6, D7, S5, and work that takes long, as notes. A down runs in an
 * emergency: a lock for a moment is no news then.
 */
final class DownRules {

  private static final List<Check> LONG =
      Stream.of(
              IndexRules.CHECKS,
              ForeignKeyRules.CHECKS,
              LockRules.CHECKS,
              RewriteRules.CHECKS,
              ValidationRules.CHECKS)
          .flatMap(List::stream)
          .toList();

  /** Those that take the longer, the more rows there are. */
  private static final Set<Rule> NAMED =
      EnumSet.of(
          Rule.L1, Rule.L3, Rule.L6, Rule.L7, Rule.L8, Rule.L12, Rule.L15, Rule.L16, Rule.L21,
          Rule.L22, Rule.W1, Rule.W2, Rule.W3, Rule.W4, Rule.W5, Rule.W6, Rule.W7, Rule.W8, Rule.V1,
          Rule.V2, Rule.V3);

  private DownRules() {}

  static List<Finding> of(RehearsedMigration rehearsed, ScriptRun down, Target target) {
    Story story = Story.ofDown(rehearsed, down, target);
    List<Finding> found = new ArrayList<>(longWork(story));
    incompatible(story).forEach(found::add);
    lossy(rehearsed, down).forEach(found::add);
    found.addAll(OthersObjects.touched(rehearsed, down));
    return found;
  }

  private static List<Finding> longWork(Story story) {
    return Hazards.found(story, LONG).stream()
        .filter(finding -> NAMED.contains(finding.rule()))
        .map(finding -> finding.weighing(Severity.NOTE))
        .toList();
  }

  private static Stream<Finding> incompatible(Story story) {
    return Hazards.found(story, List.copyOf(NameRules.CHECKS)).stream()
        .limit(1)
        .map(finding -> Finding.of(Rule.B14, finding.file(), finding.at(), finding.message(), ""));
  }

  private static Stream<Finding> lossy(RehearsedMigration rehearsed, ScriptRun down) {
    List<String> since = rehearsed.rows().lossyDown();
    List<String> gone = rehearsed.rows().lostByUp();
    boolean shaped = rehearsed.proof().schemaEqual() == Verdict.YES;
    return Stream.concat(
        since.isEmpty()
            ? Stream.empty()
            : Stream.of(finding(Rule.D6, down, "what was written since the up is gone: ", since)),
        gone.isEmpty() || !shaped
            ? Stream.empty()
            : Stream.of(finding(Rule.D7, down, "comes back empty or changed: ", gone)));
  }

  private static Finding finding(Rule rule, ScriptRun down, String what, List<String> objects) {
    Position at =
        down.script().sql().statements().stream()
            .map(statement -> statement.at())
            .findFirst()
            .orElse(Position.START);
    String message = Sentence.line(what + Sentence.names(objects));
    return Finding.of(rule, down.script().file(), at, message, "");
  }
}
