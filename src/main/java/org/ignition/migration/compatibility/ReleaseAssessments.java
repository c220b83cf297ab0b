package org.ignition.migration.compatibility;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.Assessment;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.Reversibility;
import org.ignition.migration.Script;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.MigrationReport;

/**
 * What is known already of a release's migrations, best source first. A word counts for the very
 * script that it was said of: the up's checksum must be the file's.
 */
public final class ReleaseAssessments {

  private final List<Source> sources;

  private ReleaseAssessments(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Nothing is known. */
  public static ReleaseAssessments none() {
    return new ReleaseAssessments(List.of());
  }

  /** What is known, or else what the build metadata of {@code version} tells. */
  public ReleaseAssessments orMetadata(ReleaseVersion version, List<ReleaseMigration> told) {
    return or(Source.of(new AssessedBy.Metadata(version), told));
  }

  /**
   * What is known, or else what {@code report} tells.
   *
   * @param file where it was read from, as users name it
   */
  public ReleaseAssessments orReport(Path file, CheckReport report) {
    List<ReleaseMigration> told =
        report.migrations().stream().map(ReleaseAssessments::toldBy).toList();
    return or(Source.of(new AssessedBy.Report(file), told));
  }

  private ReleaseAssessments or(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.add(source);
    return new ReleaseAssessments(all);
  }

  private static ReleaseMigration toldBy(MigrationReport migration) {
    return new ReleaseMigration(
        migration.version(),
        migration.name(),
        migration.assessment(),
        migration.up().checksum(),
        migration.down().map(MigrationReport.File::checksum));
  }

  /** What is known of {@code migration}; empty where it has to be rehearsed. */
  public Optional<Assessed> of(Migration migration) {
    return sources.stream().flatMap(source -> source.of(migration).stream()).findFirst();
  }

  /** Somebody who tells, and what, by the up's checksum. */
  private record Source(AssessedBy by, Map<Digest, List<ReleaseMigration>> told) {

    static Source of(AssessedBy by, List<ReleaseMigration> told) {
      Map<Digest, List<ReleaseMigration>> byChecksum = new HashMap<>();
      told.stream()
          .filter(ReleaseMigration::isClassified)
          .forEach(each ->
              byChecksum.computeIfAbsent(each.upChecksum(), _ -> new ArrayList<>()).add(each));
      return new Source(by, byChecksum);
    }

    Optional<Assessed> of(Migration migration) {
      return told.getOrDefault(migration.up().checksum(), List.of()).stream()
          .filter(each -> isVersion(migration.version(), each.version()))
          .findFirst()
          .map(each -> new Assessed(assessment(each, migration), by));
    }

    /** Two files may hold the same text. */
    private static boolean isVersion(MigrationVersion version, String told) {
      return version.text().equals(told);
    }

    /** What was said of another down says nothing of this one. */
    private static Assessment assessment(ReleaseMigration told, Migration migration) {
      return told.downChecksum().equals(migration.down().map(Script::checksum))
          ? told.assessment()
          : withUntriedDown(told.assessment(), migration.down().isPresent());
    }

    private static Assessment withUntriedDown(Assessment told, boolean hasDown) {
      return new Assessment(
          told.classification(),
          told.order(),
          told.backwardCompatible(),
          hasDown ? Reversibility.UNKNOWN : Reversibility.NO,
          false);
    }
  }
}
