package org.ignition.migration.flyway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.StoredDown;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;

/** A folder of migrations, as the planner would hand it on. */
final class Folder {

  static final Path PATH = Path.of("db");

  private final MemoryTree tree = new MemoryTree();
  private final Optional<Layout> layout;

  Folder(Layout layout) {
    this.layout = Optional.of(layout);
  }

  /** One of the seeds' layout. */
  static Folder of(String... namesAndTexts) {
    return new Folder(Layout.SEED).with(namesAndTexts);
  }

  Folder with(String... namesAndTexts) {
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      tree.file("db/" + namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return this;
  }

  Folder with(String name, byte[] content) {
    tree.file("db/" + name, content);
    return this;
  }

  List<PendingMigration> pending() {
    MigrationSet set = MigrationFolderReader.read(tree, PATH, layout);
    return set.migrations().stream().map(Folder::pending).toList();
  }

  List<PendingMigration> pending(int from, int to) {
    return pending().subList(from, to);
  }

  private static PendingMigration pending(Migration migration) {
    return new PendingMigration(
        migration, recorded(migration), migration.up().transactional(), Origin.IGNITION);
  }

  private static MigrationRecord recorded(Migration migration) {
    return new MigrationRecord(
        migration.version().numbers().getFirst().longValue(),
        migration.version(),
        migration.name(),
        PATH.relativize(migration.up().file()).toString(),
        Optional.of(migration.up().checksum()),
        migration
            .down()
            .map(down -> new StoredDown(down.sql().text(), down.checksum(), down.transactional())),
        Assessment.UNKNOWN);
  }

  /** All of them as applied, newest first. */
  List<AppliedMigration> applied() {
    return pending().reversed().stream()
        .map(each ->
            new AppliedMigration(
                each.recorded(),
                AppliedBy.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Origin.IGNITION))
        .toList();
  }

  List<FlywayScript> scripts() {
    return pending().stream()
        .map(each -> FlywayScript.of(each.migration(), each.recorded()))
        .toList();
  }

  /** Copies all but downs. */
  Path writeUps(Path to) throws IOException {
    for (Path file : tree.files(PATH)) {
      if (!file.toString().endsWith(".down.sql")
          && !String.valueOf(file.getFileName()).startsWith("U")) {
        Files.write(to.resolve(String.valueOf(file.getFileName())), tree.read(file));
      }
    }
    return to;
  }
}
