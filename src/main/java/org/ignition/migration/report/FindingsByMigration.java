package org.ignition.migration.report;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.migration.rule.Finding;

/** What a report found, by the scripts of its migrations; both may be thousands. */
final class FindingsByMigration {

  private final CheckReport report;
  private final Map<Path, List<Finding>> byFile;

  FindingsByMigration(CheckReport report) {
    this.report = report;
    this.byFile = report.findings().stream().collect(Collectors.groupingBy(Finding::file));
  }

  /** What was found in the scripts of {@code migration}, worst first. */
  List<Finding> in(MigrationReport migration) {
    return migration
        .files()
        .flatMap(file -> byFile.getOrDefault(file, List.of()).stream())
        .sorted(CheckReport.WORST_FIRST)
        .toList();
  }

  boolean isEmpty(MigrationReport migration) {
    return migration.files().noneMatch(byFile::containsKey);
  }

  /** What was found in no migration's script: in a stray down, or in the folder as a whole. */
  Stream<Finding> elsewhere() {
    Set<Path> scripts = new HashSet<>();
    report.migrations().stream().flatMap(MigrationReport::files).forEach(scripts::add);
    return report.findings().stream().filter(finding -> !scripts.contains(finding.file()));
  }
}
