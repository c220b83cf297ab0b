package org.ignition.migration.report;

import org.ignition.failure.SourceLocation;
import org.ignition.log.Log;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;

/** Shows findings beside the lines that they are about. */
public final class FindingAnnotations {

  /**
   * GitHub shows ten of a level for a step; one of each is left for what the command itself says.
   */
  static final int MOST_PER_WEIGHT = 9;

  private FindingAnnotations() {}

  /** Shows the worst findings of {@code report} by {@code log}, as many as are seen. */
  public static void show(CheckReport report, Log log) {
    show(report, log, Severity.ERROR, Log.Weight.ERROR);
    show(report, log, Severity.WARNING, Log.Weight.WARNING);
    show(report, log, Severity.NOTE, Log.Weight.NOTE);
  }

  private static void show(CheckReport report, Log log, Severity severity, Log.Weight weight) {
    report.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .limit(MOST_PER_WEIGHT)
        .forEach(finding -> log.annotate(weight, Words.rule(finding), text(finding), at(finding)));
  }

  private static SourceLocation at(Finding finding) {
    return new SourceLocation(finding.file(), finding.at().line(), finding.at().column());
  }

  private static String text(Finding finding) {
    String said = finding.message() + "\n" + finding.rule().why();
    return finding.fix().isEmpty() ? said : said + "\nInstead:\n" + finding.fix();
  }
}
