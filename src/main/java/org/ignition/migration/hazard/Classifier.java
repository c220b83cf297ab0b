package org.ignition.migration.hazard;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.migration.snapshot.Difference;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.ObjectName;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.trace.RehearsedMigration;
import org.ignition.migration.trace.ScriptRun;
import org.ignition.migration.trace.StatementTrace;

/**
 * Says what a migration means for a release, from what was observed. The rules' findings count as
 * they were found, whatever policies and directives make of them: a drop that somebody allowed is a
 * drop.
 */
public final class Classifier {

  /** Findings after which the running version may fail. */
  private static final Set<Rule> BREAKING =
      EnumSet.of(
          Rule.B1, Rule.B2, Rule.B3, Rule.B4, Rule.B5, Rule.B7, Rule.B9, Rule.B10, Rule.B12,
          Rule.V4, Rule.D5, Rule.D10);

  private static final Set<Rule> DESTRUCTIVE =
      EnumSet.of(Rule.B2, Rule.B3, Rule.D1, Rule.D2, Rule.D4, Rule.D5, Rule.D8, Rule.D10);

  private static final Set<Rule> TRANSFORMING =
      EnumSet.of(
          Rule.B1, Rule.B4, Rule.B5, Rule.B7, Rule.B9, Rule.B10, Rule.B11, Rule.B12, Rule.D3,
          Rule.W5, Rule.W7, Rule.W8);

  /** What is needed by the version that comes, when it is new. */
  private static final Set<ObjectKind> NEEDED =
      EnumSet.of(
          ObjectKind.SCHEMA,
          ObjectKind.EXTENSION,
          ObjectKind.TABLE,
          ObjectKind.COLUMN,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.SEQUENCE,
          ObjectKind.FUNCTION,
          ObjectKind.PROCEDURE,
          ObjectKind.ENUM,
          ObjectKind.DOMAIN,
          ObjectKind.COMPOSITE_TYPE);

  private Classifier() {}

  /**
   * Assesses a migration.
   *
   * @param findings what {@link Hazards#of} found in it
   */
  public static Assessment assess(RehearsedMigration rehearsed, Collection<Finding> findings) {
    boolean lossy = !rehearsed.rows().lossyDown().isEmpty();
    Reversibility reversibility =
        rehearsed.migration().down().isEmpty()
            ? Reversibility.NO
            : rehearsed.proof().reversibility();
    if (!(rehearsed.up() instanceof ScriptRun.Ran up)) {
      return new Assessment(
          Classification.UNKNOWN, DeploymentOrder.UNKNOWN, Verdict.UNKNOWN, reversibility, lossy);
    }
    List<Finding> found =
        findings.stream().filter(finding -> isOf(up, finding) && isInFull(finding)).toList();
    Classification classification = classification(rehearsed, up, found);
    boolean breaks = found.stream().map(Finding::rule).anyMatch(BREAKING::contains);
    return new Assessment(
        classification,
        order(rehearsed, found, classification, breaks),
        Verdict.of(!breaks),
        reversibility,
        lossy);
  }

  /** One file may hold up and down: a finding belongs to the up when it is at its statements. */
  private static boolean isOf(ScriptRun.Ran up, Finding finding) {
    return finding.file().equals(up.script().file())
        && up.statements().stream()
            .map(StatementTrace::statement)
            .anyMatch(statement ->
                statement.at().compareTo(finding.at()) <= 0
                    && statement.positionOf(statement.text().length()).compareTo(finding.at())
                        >= 0);
  }

  /** A rule that weighs a finding less than usual has a doubt. */
  private static boolean isInFull(Finding finding) {
    return finding.severity() == finding.rule().severity() || finding.rule() == Rule.D3;
  }

  private static Classification classification(
      RehearsedMigration rehearsed, ScriptRun.Ran up, List<Finding> found) {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    found.forEach(finding -> rules.add(finding.rule()));
    if (rules.stream().anyMatch(DESTRUCTIVE::contains) || deletes(rehearsed, up)) {
      return Classification.DESTRUCTIVE;
    }
    boolean transforms =
        rules.stream().anyMatch(TRANSFORMING::contains)
            || !rehearsed.rows().lostByUp().isEmpty()
            || changesRows(rehearsed, up)
            || removes(rehearsed);
    return transforms ? Classification.TRANSFORM : Classification.ADDITIVE;
  }

  private static boolean deletes(RehearsedMigration rehearsed, ScriptRun.Ran up) {
    return touched(rehearsed, up).anyMatch(trace -> trace.statement().begins("DELETE"));
  }

  private static boolean changesRows(RehearsedMigration rehearsed, ScriptRun.Ran up) {
    return touched(rehearsed, up)
        .anyMatch(trace -> trace.statement().begins("UPDATE") || trace.statement().begins("MERGE"));
  }

  /** However many rows the rehearsal had; a column that the migration adds held nothing. */
  private static boolean touchesOldValues(SqlStatement statement, SchemaView before) {
    boolean changes =
        Stream.of("UPDATE", "DELETE", "MERGE").anyMatch(verb -> statement.begins(verb));
    return changes
        && TargetTable.of(statement)
            .filter(table -> table.isOld(before))
            .filter(table -> !table.setsOnlyNew(statement, before))
            .isPresent();
  }

  /** Statements that change rows of tables which were there. */
  private static Stream<StatementTrace> touched(RehearsedMigration rehearsed, ScriptRun.Ran up) {
    SchemaView before = SchemaView.of(rehearsed.before());
    return up.statements().stream().filter(trace -> touchesOldValues(trace.statement(), before));
  }

  /** Indexes, constraints, triggers and the like that were there and went. */
  private static boolean removes(RehearsedMigration rehearsed) {
    return rehearsed.made().differences().stream().anyMatch(Difference.Gone.class::isInstance);
  }

  private static DeploymentOrder order(
      RehearsedMigration rehearsed,
      List<Finding> found,
      Classification classification,
      boolean breaks) {
    if (!breaks) {
      return classification == Classification.DESTRUCTIVE
          ? DeploymentOrder.CONTRACT
          : DeploymentOrder.EXPAND;
    }
    boolean renames = found.stream().anyMatch(finding -> finding.rule() == Rule.B1);
    return renames || addsWhatIsNeeded(rehearsed)
        ? DeploymentOrder.SPLIT
        : DeploymentOrder.CONTRACT;
  }

  private static boolean addsWhatIsNeeded(RehearsedMigration rehearsed) {
    return rehearsed.made().differences().stream()
        .filter(Difference.Appeared.class::isInstance)
        .map(Difference::name)
        .filter(name -> NEEDED.contains(name.kind()))
        .anyMatch(name -> !existed(rehearsed, name));
  }

  private static boolean existed(RehearsedMigration rehearsed, ObjectName name) {
    return rehearsed.before().find(name).map(SchemaObject::name).isPresent();
  }
}
