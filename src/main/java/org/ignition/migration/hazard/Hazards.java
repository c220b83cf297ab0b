package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.StatementTrace;

/** All rules about single migrations. */
public final class Hazards {

  private static final List<Check> CHECKS =
      Stream.of(
              IndexRules.CHECKS,
              ForeignKeyRules.CHECKS,
              PartitionRules.CHECKS,
              LockRules.CHECKS,
              RewriteRules.CHECKS,
              ValidationRules.CHECKS,
              NameRules.CHECKS,
              CompatibilityRules.CHECKS,
              RightsRules.CHECKS,
              LossRules.CHECKS,
              TransactionRules.CHECKS,
              TypeRules.CHECKS,
              HygieneRules.CHECKS,
              KeyRules.CHECKS)
          .flatMap(List::stream)
          .toList();

  private final Target target;

  /** For migrations of {@code target}. */
  public Hazards(Target target) {
    this.target = target;
  }

  /** What the rules find in a migration, with the severities of the default policy. */
  public List<Finding> of(RehearsedMigration rehearsed) {
    List<Finding> found = new ArrayList<>(of(Story.ofUp(rehearsed, target), CHECKS));
    rehearsed.down().ifPresent(down -> found.addAll(DownRules.of(rehearsed, down, target)));
    found.addAll(ProofRules.of(rehearsed));
    return found.stream().distinct().toList();
  }

  /** A lock that no rule speaks of is named all the same. */
  private static List<Finding> of(Story story, List<Check> checks) {
    return walk(
        story,
        observed -> {
          List<Finding> found = apply(checks, observed);
          boolean silent = found.stream().allMatch(each -> each.severity() == Severity.OFF);
          return silent
              ? Stream.concat(found.stream(), LockRules.unexplained(observed))
              : found.stream();
        });
  }

  /** What the checks find, and nothing else. */
  static List<Finding> found(Story story, List<Check> checks) {
    return walk(story, observed -> apply(checks, observed).stream());
  }

  private static List<Finding> apply(List<Check> checks, Observed observed) {
    return checks.stream().flatMap(check -> check.of(observed)).toList();
  }

  private static List<Finding> walk(Story story, Check check) {
    Earlier earlier = new Earlier(story.transactional());
    List<StatementTrace> traces = story.run().statements();
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      check
          .of(new Observed(story, traces.get(i), earlier, traces.size() - i - 1))
          .forEach(all::add);
      earlier.add(traces.get(i));
    }
    return all;
  }
}
