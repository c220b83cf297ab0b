package org.ignition.migration.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.rule.Severity;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;

/**
 * All rules about single migrations that are written for SQLite: its own, Q1–Q9, and those of other
 * databases that hold for it. It locks the whole database for each of them, so no rule speaks of
 * locks; and it takes no notice of the types and names that hygiene is about.
 */
public final class SqliteRules {

  private static final Target TARGET = new Target(Integer.MAX_VALUE, "UTC");

  private static final List<Check> CHECKS =
      Stream.of(
              SqliteStatements.CHECKS,
              NameRules.CHECKS,
              CompatibilityRules.CHECKS,
              LossRules.CHECKS,
              List.<Check>of(SqliteRules::typed))
          .flatMap(List::stream)
          .toList();

  private SqliteRules() {}

  /** What the rules find in a migration, with the severities of the default policy. */
  public static List<Finding> of(RehearsedMigration rehearsed) {
    List<Finding> found = new ArrayList<>(Hazards.found(Story.ofUp(rehearsed, TARGET), CHECKS));
    rehearsed.down().ifPresent(down -> found.addAll(DownRules.of(rehearsed, down, TARGET)));
    found.addAll(ProofRules.of(rehearsed));
    scripts(rehearsed).flatMap(SqliteFailures::of).forEach(found::add);
    SqliteFailures.ofRows(rehearsed).forEach(found::add);
    scripts(rehearsed).flatMap(SqliteRules::broken).forEach(found::add);
    return found.stream().distinct().map(SqliteRules::inDialect).toList();
  }

  private static Stream<ScriptRun> scripts(RehearsedMigration rehearsed) {
    return Stream.concat(Stream.of(rehearsed.up()), rehearsed.down().stream());
  }

  private static Stream<Finding> typed(Observed o) {
    return o.changed(ObjectKind.COLUMN)
        .filter(column -> column.touches(Attribute.TYPE))
        .map(column ->
            o.at(
                column.after().name().name(),
                Rule.B4,
                "%s is %s, was %s"
                    .formatted(
                        column.after().name(),
                        column.after().get(Attribute.TYPE).orElse("untyped"),
                        column.before().get(Attribute.TYPE).orElse("untyped")),
                ""));
  }

  /** What SQLite's own checks found after a script. */
  private static Stream<Finding> broken(ScriptRun run) {
    return run.statements().stream()
        .flatMap(trace ->
            trace.reasons().stream()
                .filter(SqliteRules::isViolation)
                .limit(3)
                .map(reason ->
                    Finding.of(
                            Rule.Q9,
                            run.script().file(),
                            trace.statement().at(),
                            Sentence.line("after the script " + reason),
                            "PRAGMA foreign_key_check; -- must return no row")
                        .weighing(Severity.ERROR)));
  }

  private static boolean isViolation(String reason) {
    return reason.startsWith("foreign_key_check: ") || reason.startsWith("integrity_check: ");
  }

  /** SELECT needs a list there. */
  private static Finding inDialect(Finding finding) {
    String fix = finding.fix().replace("(SELECT FROM ", "(SELECT 1 FROM ");
    return new Finding(
        finding.rule(), finding.severity(), finding.file(), finding.at(), finding.message(), fix);
  }
}
