package org.ignition.migration.compatibility;

import static org.ignition.migration.compatibility.Histories.ADDITIVE;
import static org.ignition.migration.compatibility.Histories.RENAME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ignition.image.ReleaseVersion;
import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.Layout;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.Reversibility;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.migration.report.BaseVerdict;
import org.ignition.migration.report.CheckReport;
import org.ignition.migration.report.MigrationReport;
import org.ignition.migration.report.Outcome;
import org.ignition.migration.trace.Proof;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;

class ReleaseAssessmentsTest {

  private static final ReleaseVersion VERSION = ReleaseVersion.parse("v1.2.3");
  private static final Path FILE = Path.of("report.json");
  private static final Path FOLDER = Path.of("db/migrations");

  private final MemoryTree files =
      new MemoryTree()
          .file("db/migrations/0001_a.sql", "CREATE TABLE a (id int);")
          .file("db/migrations/0001_a.down.sql", "DROP TABLE a;")
          .file("db/migrations/0002_b.sql", "ALTER TABLE a RENAME TO b;")
          .file("db/migrations/0002_b.down.sql", "ALTER TABLE b RENAME TO a;");

  private MigrationSet set() {
    return MigrationFolderReader.read(files, FOLDER, Optional.of(Layout.SEED));
  }

  private Migration first() {
    return set().migrations().getFirst();
  }

  private static ReleaseMigration told(Migration migration, Assessment assessment) {
    return ReleaseMigration.of(migration, assessment);
  }

  private static CheckReport report(List<MigrationReport> migrations) {
    return new CheckReport(
        FOLDER,
        "postgresql 17.5",
        Outcome.PASSED,
        new BaseVerdict.None(),
        2,
        2,
        Duration.ZERO,
        List.of(),
        migrations,
        List.of(),
        List.of());
  }

  private static MigrationReport reported(Migration migration, Assessment assessment) {
    MigrationReport blank = MigrationReport.notRehearsed(migration);
    return new MigrationReport(
        blank.version(),
        blank.name(),
        blank.up(),
        blank.down(),
        assessment,
        Proof.NONE,
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void takesTheReleasesOwnWordFirst() {
    ReleaseAssessments known =
        ReleaseAssessments.none()
            .orMetadata(VERSION, List.of(told(first(), ADDITIVE)))
            .orReport(FILE, report(List.of(reported(first(), RENAME))));
    assertEquals(
        Optional.of(new Assessed(ADDITIVE, new AssessedBy.Metadata(VERSION))), known.of(first()));
  }

  @Test
  void takesTheReportsWhereTheReleaseKnowsNothing() {
    ReleaseAssessments known =
        ReleaseAssessments.none()
            .orMetadata(VERSION, List.of(told(first(), Assessment.UNKNOWN)))
            .orReport(FILE, report(List.of(reported(first(), RENAME))));
    assertEquals(Optional.of(new Assessed(RENAME, new AssessedBy.Report(FILE))), known.of(first()));
  }

  @Test
  void believesNobodyAboutAnotherScript() {
    ReleaseAssessments known =
        ReleaseAssessments.none().orMetadata(VERSION, List.of(told(first(), ADDITIVE)));
    files.file("db/migrations/0001_a.sql", "CREATE TABLE a (id bigint);");
    assertEquals(Optional.empty(), known.of(first()));
  }

  @Test
  void believesNobodyAboutTheSameTextUnderAnotherVersion() {
    ReleaseAssessments known =
        ReleaseAssessments.none().orMetadata(VERSION, List.of(told(first(), ADDITIVE)));
    files.file("db/migrations/0003_a.sql", "CREATE TABLE a (id int);");
    assertEquals(Optional.empty(), known.of(set().migrations().getLast()));
  }

  @Test
  void takesWhatWasSaidOfAnotherDownForUntried() {
    ReleaseAssessments known =
        ReleaseAssessments.none().orMetadata(VERSION, List.of(told(first(), ADDITIVE)));
    files.file("db/migrations/0001_a.down.sql", "DROP TABLE a CASCADE;");
    Assessment changed = known.of(first()).orElseThrow().assessment();
    assertEquals(Classification.ADDITIVE, changed.classification());
    assertEquals(Reversibility.UNKNOWN, changed.reversibility());
    files.without("db/migrations/0001_a.down.sql");
    assertEquals(Reversibility.NO, known.of(first()).orElseThrow().assessment().reversibility());
  }

  @Test
  void tellsOfAllMigrationsOfACommitAndKnowsThoseOfTheReport() {
    ReleaseAssessments known =
        ReleaseAssessments.none().orReport(FILE, report(List.of(reported(first(), ADDITIVE))));
    assertEquals(
        List.of(told(first(), ADDITIVE), told(set().migrations().getLast(), Assessment.UNKNOWN)),
        CommitSchema.migrations(set(), known));
  }

  @Test
  void saysWhereItIsFrom() {
    assertEquals(
        "classified by build metadata of v1.2.3", new AssessedBy.Metadata(VERSION).words());
    assertEquals("classified by report report.json", new AssessedBy.Report(FILE).words());
    assertEquals("rehearsed now", Assessed.rehearsed(ADDITIVE).by().words());
    assertEquals("nobody observed it", Assessed.UNKNOWN.by().words());
  }
}
