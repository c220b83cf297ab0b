package org.ignition.flow.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.Layout;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;

class PassedOverTest {

  private static List<String> of(Layout layout, String... names) {
    MemoryTree tree = new MemoryTree();
    for (String name : names) {
      tree.file("db/" + name, "SELECT 1;");
    }
    return PassedOver.of(MigrationFolderReader.read(tree, Path.of("db"), Optional.of(layout)));
  }

  @Test
  void saysNothingWhereEverythingIsRun() {
    assertEquals(List.of(), of(Layout.SEED, "0001_a.sql", "0001_a.down.sql"));
  }

  @Test
  void namesFilesThatTheLayoutDoesNotKnow() {
    assertEquals(
        List.of("not run, as the layout seed has no such names: db/0001.5_b.sql, db/0002-c.sql"),
        of(Layout.SEED, "0001_a.sql", "0001.5_b.sql", "0002-c.sql"));
  }

  @Test
  void countsRepeatableScripts() {
    assertEquals(
        List.of(
            "not run, as they have no version: 1 repeatable script; Flyway's own programs run"
                + " them"),
        of(Layout.FLYWAY, "V1__a.sql", "R__b.sql"));
  }
}
