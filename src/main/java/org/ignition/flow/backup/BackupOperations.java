package org.ignition.flow.backup;

import java.util.Optional;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.flow.reach.ReachedDatabase;
import org.ignition.plan.BackupRequest;
import org.ignition.report.BackupConclusion;
import org.ignition.report.Conclusion;

/** What `backup` does once it is known where: the operation that was asked for. */
record BackupOperations(BackupRun run) {

  /** Does it; {@code reached} is there where that needs a database. */
  Conclusion conclude(Optional<ReachedDatabase> reached) {
    run.metrics().requireWritable();
    return switch (run.command().request()) {
      case BackupRequest.Create create ->
          new BackupCreation(run).conclude(create, reached.orElseThrow());
      case BackupRequest.Verify verify -> new BackupVerification(run).conclude(verify);
      case BackupRequest.Restore restore ->
          new BackupRestoration(run, reached.orElseThrow()).conclude(restore);
      case BackupRequest.Prune _ -> new BackupPruning(run).conclude(reached);
      case BackupRequest.ListAll _ -> list();
    };
  }

  private Conclusion list() {
    BackupCatalogue found = run.site().kept();
    run.metrics().write(() -> found);
    return BackupConclusion.listed(run.site().database(), found, run.started(), run.elapsed());
  }
}
