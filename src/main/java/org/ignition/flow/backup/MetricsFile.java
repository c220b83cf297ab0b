package org.ignition.flow.backup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.backup.catalogue.BackupCatalogue;
import org.ignition.backup.catalogue.BackupMetrics;
import org.ignition.flow.Workspace;

/**
 * The file that tells alerts what backups there are.
 *
 * @param file empty where nobody asked for it
 */
record MetricsFile(Optional<Path> file, Workspace workspace) {

  /**
   * Finds out, before anything is done, that it can be written.
   *
   * @throws org.ignition.failure.InputException when it can't
   */
  void requireWritable() {
    file.ifPresent(workspace::requireWritable);
  }

  /**
   * Writes it.
   *
   * @param found looked for only where somebody wants to know
   */
  void write(Supplier<BackupCatalogue> found) {
    file.ifPresent(to -> workspace.write(to, BackupMetrics.of(found.get().backups())));
  }
}
