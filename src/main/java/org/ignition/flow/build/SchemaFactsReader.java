package org.ignition.flow.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.config.Configuration;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
import org.ignition.flow.ChosenFolder;
import org.ignition.flow.ReportOnHand;
import org.ignition.flow.Workspace;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.compatibility.CommitSchema;
import org.ignition.migration.compatibility.ReleaseAssessments;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.migration.report.CheckReport;
import org.ignition.plan.SchemaFacts;
import org.ignition.source.WorkspaceTree;

/**
 * Finds out what the checkout tells of the schema of its release: its migrations, and what
 * `check-migrations` said of them. A repository whose migrations can't be read builds all the same,
 * unless it was told to say something about them.
 */
final class SchemaFactsReader {

  private final Workspace workspace;
  private final Configuration configuration;
  private final Optional<Path> givenReport;

  /**
   * @param givenReport the report that the user named; empty for the usual one, if it is there
   */
  SchemaFactsReader(Workspace workspace, Configuration configuration, Optional<Path> givenReport) {
    this.workspace = workspace;
    this.configuration = configuration;
    this.givenReport = givenReport;
  }

  /**
   * Reads them.
   *
   * @throws InputException when a named report can't be read, or when a report or a range of schema
   *     versions is asked for and the migrations can't be read
   */
  SchemaFacts read() {
    Optional<CheckReport> report =
        ReportOnHand.find(workspace, givenReport).map(ReportOnHand::report);
    try {
      return facts(migrations(), report);
    } catch (InputException e) {
      if (isAskedFor()) {
        throw e;
      }
      return e.code() == ErrorCode.MIGRATIONS_NOT_FOUND ? SchemaFacts.NONE : untold(e.problem());
    }
  }

  private boolean isAskedFor() {
    return givenReport.isPresent() || configuration.schema().min().isPresent();
  }

  private static SchemaFacts untold(Problem problem) {
    return new SchemaFacts(
        ReleaseSchema.NONE,
        List.of("the metadata does not list the migrations: " + problem.what()));
  }

  private MigrationSet migrations() {
    Path folder = ChosenFolder.of(workspace.root(), configuration.migrations().directory());
    return MigrationFolderReader.read(
        new WorkspaceTree(workspace.root()), folder, configuration.migrations().layout());
  }

  private Path reportFile() {
    return givenReport.orElseGet(Workspace::migrationReport);
  }

  // --- what follows

  private SchemaFacts facts(MigrationSet set, Optional<CheckReport> report) {
    ReleaseAssessments known =
        report
            .map(found -> ReleaseAssessments.none().orReport(reportFile(), found))
            .orElseGet(ReleaseAssessments::none);
    List<ReleaseMigration> migrations = CommitSchema.migrations(set, known);
    ReleaseSchema told = CommitSchema.of(migrations, configuration.schema().min());
    return new SchemaFacts(told, List.of(note(told, report.isPresent())));
  }

  private String note(ReleaseSchema told, boolean reported) {
    long classified = told.migrations().stream().filter(ReleaseMigration::isClassified).count();
    return "the metadata lists "
        + count(told.migrations().size())
        + ", "
        + classified
        + " classified by "
        + reportFile()
        + (reported ? "" : ", which is not there")
        + told.range().map(range -> "; the release runs on schema " + range).orElse("");
  }

  private static String count(int migrations) {
    return migrations + (migrations == 1 ? " migration" : " migrations");
  }
}
