package org.ignition.migration.compatibility;

import static org.ignition.migration.compatibility.Histories.ADDITIVE;
import static org.ignition.migration.compatibility.Histories.ADDITIVE_LOSSY;
import static org.ignition.migration.compatibility.Histories.DROP;
import static org.ignition.migration.compatibility.Histories.RENAME;
import static org.ignition.migration.compatibility.Histories.live;
import static org.ignition.migration.compatibility.Histories.migration;
import static org.ignition.migration.compatibility.Histories.withoutDown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.ignition.migration.Assessment;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.junit.jupiter.api.Test;

/** Whole tables; {@code -Dgolden.write=true} writes the files anew. */
class MatricesTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "compatibility");

  private static final LiveHistory LIVE =
      live(
          migration(1, ADDITIVE),
          withoutDown(4, DROP),
          migration(7, ADDITIVE),
          migration(8, DROP),
          migration(9, RENAME),
          migration(10, ADDITIVE_LOSSY));

  private static final List<KnownRelease> RELEASES =
      List.of(
          release("v1.2.0", needs(7, 11), Standing.PLANNED),
          release("v1.3.0", needs(11, 12), Standing.PLANNED),
          release("v1.1.0", needs(7, 9), Standing.CURRENT),
          release("v1.0.0", needs(4, 7), Standing.LEGACY),
          release("v0.9.0", needs(1, 3), Standing.LEGACY),
          release("v0.1.0", SchemaNeed.unknown(), Standing.LEGACY));

  private static SchemaNeed needs(long min, long max) {
    return SchemaNeed.configured(new SchemaRange(min, max));
  }

  private static KnownRelease release(String name, SchemaNeed need, Standing standing) {
    return new KnownRelease(name, need, standing);
  }

  @Test
  void compatibilityIsTheTableOfReleases() throws IOException {
    CompatibilityMatrix matrix = CompatibilityMatrix.of(LIVE, RELEASES);
    assertGolden("compatibility.txt", String.join("\n", matrix.text()) + "\n");
    assertGolden("compatibility.md", matrix.markdown());
  }

  @Test
  void rollbackListsTheDownsInTheirOrder() throws IOException {
    RollbackMatrix matrix = RollbackMatrix.of(LIVE, "v1.1.0", RELEASES);
    assertGolden("rollback.txt", String.join("\n", matrix.text()) + "\n");
    assertGolden("rollback.md", matrix.markdown());
  }

  @Test
  void saysWhatWouldBeUndoneToBeSure() {
    LiveHistory live = live(migration(1, ADDITIVE), migration(2, Assessment.UNKNOWN));
    RollbackMatrix matrix =
        RollbackMatrix.of(live, "v2", List.of(release("v1", needs(1, 1), Standing.LEGACY)));
    assertTrue(matrix.markdown().contains("0002 step&#95;2?"), matrix.markdown());
    String text = String.join("\n", matrix.text());
    assertTrue(text.contains("nobody knows whether what was applied above is backward\n"), text);
    assertTrue(text.endsWith("compatible: 0002 step_2"), text);
  }

  @Test
  void staysShortHoweverFarTheWayBackIs() {
    LiveHistory live =
        live(
            LongStream.rangeClosed(1, 10_000)
                .mapToObj(each -> migration(each, RENAME))
                .toArray(MigrationRecord[]::new));
    RollbackMatrix matrix =
        RollbackMatrix.of(live, "v2", List.of(release("v1", needs(1, 1), Standing.LEGACY)));
    assertTrue(matrix.text().size() < 30);
    assertTrue(matrix.markdown().contains("and 9979 more"));
  }

  @Test
  void keepsHostileNamesOnTheirLine() {
    CompatibilityMatrix matrix =
        CompatibilityMatrix.of(
            LIVE,
            List.of(
                release("a|b\n::error::\u001b[31m<img>", SchemaNeed.unknown(), Standing.LEGACY)));
    assertEquals(2, matrix.text().size());
    assertEquals(3, matrix.markdown().lines().count());
    assertFalse(matrix.markdown().contains("<img"));
    assertFalse(matrix.text().getLast().contains("\u001b"));
  }

  @Test
  void callsAnEmptyDatabaseEmpty() {
    assertTrue(
        CompatibilityMatrix.of(LiveHistory.EMPTY, RELEASES)
            .text()
            .getFirst()
            .endsWith("on schema 0 (empty)"));
  }

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }
}
