package org.ignition.migration.set;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ignition.migration.DialectFolder;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.rule.Finding;

/** Applies all rules of this package. */
public final class SetRules {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file).thenComparing(Finding::at).thenComparing(Finding::rule);

  private SetRules() {}

  /**
   * What is wrong with {@code set} as a whole, by file and place.
   *
   * @param dialects the same migrations for other databases
   */
  public static List<Finding> check(MigrationSet set, List<DialectFolder> dialects) {
    List<Finding> findings = new ArrayList<>(DialectRules.check(set, dialects));
    findings.addAll(PairRules.check(set));
    findings.addAll(SequenceRules.check(set));
    findings.addAll(ScriptRules.check(set));
    findings.addAll(UndoRules.check(set));
    return sorted(findings);
  }

  /**
   * What is wrong with a change: with the files that it adds or edits, and with what it does to
   * those that are merged. What was wrong before is none of its business.
   */
  public static List<Finding> check(
      MigrationSet set, List<DialectFolder> dialects, Comparison comparison) {
    List<Finding> findings = new ArrayList<>(ChangeRules.check(set, comparison));
    check(set, dialects).stream()
        .filter(finding -> comparison.touches(finding.file()))
        .forEach(findings::add);
    return sorted(findings);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(ORDER).toList();
  }
}
