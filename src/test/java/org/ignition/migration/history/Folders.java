package org.ignition.migration.history;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;

/** Folders of migrations that are nowhere but here. */
public final class Folders {

  private Folders() {}

  /** In the style of the seeds: 0014, 0015 … up to {@code newest}, each with what undoes it. */
  public static MigrationSet seed(int oldest, int newest) {
    MemoryTree tree = new MemoryTree();
    for (int i = oldest; i <= newest; i++) {
      String version = "%04d".formatted(i);
      tree.file("db/" + version + "_step.sql", "CREATE TABLE t" + i + " (id int);\n");
      tree.file("db/" + version + "_step.down.sql", "DROP TABLE t" + i + ";\n");
    }
    return read(tree, Layout.SEED);
  }

  /** As the layout reads {@code tree}. */
  public static MigrationSet read(MemoryTree tree, Layout layout) {
    return MigrationFolderReader.read(tree, Path.of("db"), Optional.of(layout));
  }
}
