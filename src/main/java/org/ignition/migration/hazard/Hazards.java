package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.image.Quoted;
import org.ignition.migration.Script;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.RepeatedScript;
import org.ignition.migration.trace.ScriptRun;
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
    found.addAll(
        ProofRules.of(rehearsed).stream()
            .filter(proof -> !isSaidBy(found, proof, rehearsed))
            .toList());
    return found.stream().distinct().toList();
  }

  /** An up that does not run and was not rehearsed, as it is merged: nothing after it was tried. */
  public static List<Finding> ofFailure(ScriptRun.Failed failed) {
    return List.of(ProofRules.ofUp(failed));
  }

  /** A script that is to run whenever it changes, and fails or leads elsewhere the second time. */
  public static List<Finding> ofRepeated(RepeatedScript repeated) {
    return ProofRules.ofRepeated(repeated);
  }

  /** A required column without a default explains by itself why rows were in the way. */
  private static boolean isSaidBy(
      List<Finding> found, Finding proof, RehearsedMigration rehearsed) {
    return proof.rule() == Rule.V5
        && rehearsed.rows().refusedUp().filter(e -> e.sqlState().equals("23502")).isPresent()
        && found.stream().anyMatch(each -> each.rule() == Rule.V4);
  }

  /** Roles that the rehearsal made because no server of ours has them: R9, where each is named. */
  public static List<Finding> ofMissingRoles(Collection<Script> scripts, Collection<String> roles) {
    return roles.stream().flatMap(role -> missing(scripts, role).stream()).toList();
  }

  private static Optional<Finding> missing(Collection<Script> scripts, String role) {
    return scripts.stream().flatMap(script -> missing(script, role).stream()).findFirst();
  }

  private static Optional<Finding> missing(Script script, String role) {
    return script.sql().statements().stream()
        .filter(statement -> Place.names(statement, role))
        .findFirst()
        .map(statement ->
            Finding.of(
                Rule.R9,
                script.file(),
                Place.ofName(statement, role),
                "The role " + Quoted.of(role) + " must exist in production",
                ""));
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
