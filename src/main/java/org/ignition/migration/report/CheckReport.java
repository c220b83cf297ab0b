package org.ignition.migration.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Judged.Allowed;
import org.ignition.migration.rule.Severity;

/**
 * What a check of a folder of migrations found. Its JSON form is {@link CheckReportJson}.
 *
 * @param folder relative to the workspace
 * @param database that they were rehearsed on, such as {@code postgresql 17.5}
 * @param result how the check ended
 * @param base what the migrations were compared with
 * @param total number of migrations in the folder
 * @param rehearsed number of those that were run up, down and up
 * @param took from start to end, in whole milliseconds
 * @param rolesMade roles that migrations name and that had to be made for the rehearsal
 * @param migrations in ascending order
 * @param findings worst first; those that are switched off are left out
 * @param allowed what directives accept
 */
public record CheckReport(
    Path folder,
    String database,
    Outcome result,
    BaseVerdict base,
    int total,
    int rehearsed,
    Duration took,
    List<String> rolesMade,
    List<MigrationReport> migrations,
    List<Finding> findings,
    List<Allowed> allowed) {

  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(finding -> finding.file().toString())
          .thenComparing(Finding::at)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  /** Copies and orders the lists. */
  public CheckReport {
    took = took.truncatedTo(ChronoUnit.MILLIS);
    rolesMade = List.copyOf(rolesMade);
    migrations = List.copyOf(migrations);
    findings =
        findings.stream()
            .filter(finding -> finding.severity() != Severity.OFF)
            .sorted(WORST_FIRST)
            .toList();
    allowed = List.copyOf(allowed);
  }

  /** How many findings weigh {@code severity}. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
