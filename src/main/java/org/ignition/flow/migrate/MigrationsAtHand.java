package org.ignition.flow.migrate;

import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.concurrent.Meanwhile;
import org.ignition.config.Configuration;
import org.ignition.flow.ChosenFolder;
import org.ignition.flow.ReleaseOnHand;
import org.ignition.flow.ReportOnHand;
import org.ignition.flow.Workspace;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.compatibility.CommitSchema;
import org.ignition.migration.compatibility.ReleaseAssessments;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.source.RunnerFacts;
import org.ignition.source.WorkspaceTree;

/**
 * The migrations that a database is to get, and what is known of them.
 *
 * @param set the folder
 * @param release whose they are
 * @param known what they mean for a release, as far as somebody observed it
 * @param configuration of the workspace
 */
record MigrationsAtHand(
    MigrationSet set,
    ReleaseOnHand release,
    ReleaseAssessments known,
    Configuration configuration) {

  /**
   * Reads them from the checkout: the commit, the report and the folder at the same time.
   *
   * @throws org.ignition.failure.InputException when there are none, or what was named can't be
   *     read
   */
  static MigrationsAtHand read(
      Command.Migrate command,
      Workspace workspace,
      Configuration configuration,
      RunnerFacts runner) {
    Meanwhile<ReleaseOnHand> release =
        Meanwhile.read(() ->
            ReleaseOnHand.find(
                new ReleaseOnHand.Search(
                    workspace, runner, command.sha(), command.metadataFile())));
    Meanwhile<Optional<ReportOnHand>> report =
        Meanwhile.read(() -> ReportOnHand.find(workspace, command.reportFile()));
    MigrationSet set =
        MigrationFolderReader.read(
            new WorkspaceTree(workspace.root()),
            ChosenFolder.of(
                workspace.root(), command.migrations().or(configuration.migrations()::directory)),
            configuration.migrations().layout());
    return new MigrationsAtHand(
        set, release.get(), known(release.get(), report.get()), configuration);
  }

  private static ReleaseAssessments known(ReleaseOnHand release, Optional<ReportOnHand> report) {
    ReleaseAssessments told =
        release.metadata().map(MigrationsAtHand::told).orElseGet(ReleaseAssessments::none);
    return report.map(each -> told.orReport(each.file(), each.report())).orElse(told);
  }

  private static ReleaseAssessments told(BuildMetadata metadata) {
    return ReleaseAssessments.none().orMetadata(metadata.version(), metadata.migrations());
  }

  /** What the files themselves say of the schema that their release needs. */
  ReleaseSchema schema() {
    return CommitSchema.of(CommitSchema.migrations(set, known), configuration.schema().min());
  }
}
