package org.ignition.migration.report;

import java.util.List;
import java.util.Locale;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Severity;

/** How a check ended, mildest first. */
public enum Outcome {
  /** Nothing stands against the migrations. */
  PASSED,
  /** They may go out; somebody should look at something first. */
  WARNED,
  /** They must not go out as they are. */
  REFUSED;

  /**
   * What follows from {@code findings}. Without a base nobody knows which migrations are new, so
   * that is never a silent pass.
   */
  public static Outcome of(List<Finding> findings, BaseVerdict base) {
    if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return REFUSED;
    }
    boolean warned = findings.stream().anyMatch(finding -> finding.severity() == Severity.WARNING);
    return warned || base instanceof BaseVerdict.Unknown ? WARNED : PASSED;
  }

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
