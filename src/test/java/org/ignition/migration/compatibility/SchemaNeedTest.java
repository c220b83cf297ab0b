package org.ignition.migration.compatibility;

import static org.ignition.migration.compatibility.Histories.ADDITIVE;
import static org.ignition.migration.compatibility.Histories.DROP;
import static org.ignition.migration.compatibility.Histories.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.failure.InputException;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.history.Sequences;
import org.ignition.migration.layout.MigrationFolderReader;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNeedTest {

  @Test
  void isWhatTheReleaseDeclares() {
    SchemaRange range = new SchemaRange(2, 7);
    assertEquals(
        new SchemaNeed.Known(range, SchemaNeed.Source.METADATA),
        SchemaNeed.of(new ReleaseSchema(Optional.of(range), List.of())));
  }

  @Test
  void isTheSchemaOfItsOwnMigrationsWhereItDeclaresNothing() {
    assertEquals(new SchemaRange(3, 3), own(migration("0001"), migration("0003")));
  }

  @Test
  void isNotWhatCanOnlyBeAppliedOnceItRuns() {
    assertEquals(
        new SchemaRange(2, 4),
        own(migration("1"), migration("2"), migration("3", DROP), migration("4", DROP)));
    assertEquals(new SchemaRange(3, 3), own(migration("2", DROP), migration("3")));
    assertEquals(new SchemaRange(0, 1), own(migration("1", DROP)));
  }

  @Test
  void isUnknownWhereTheReleaseTellsNothing() {
    assertInstanceOf(SchemaNeed.Unknown.class, SchemaNeed.of(ReleaseSchema.NONE));
  }

  @Test
  void isWhatTheConfigurationSaysWhereTheReleaseDeclaresNothing() {
    SchemaRange said = new SchemaRange(1, 4);
    SchemaNeed declared =
        SchemaNeed.of(new ReleaseSchema(Optional.of(new SchemaRange(2, 7)), List.of()));
    assertEquals(declared, declared.orConfigured(said));
    assertEquals(SchemaNeed.configured(said), SchemaNeed.unknown().orConfigured(said));
    ReleaseSchema silent = new ReleaseSchema(Optional.empty(), List.of(migration("1")));
    assertEquals(SchemaNeed.configured(said), SchemaNeed.of(silent).orConfigured(said));
  }

  @Test
  void countsWhereVersionsAreNoNumbers() {
    assertEquals(
        new SchemaRange(3, 3),
        own(migration("20260101"), migration("2026010112"), migration("20260102")));
    assertEquals(new SchemaRange(2, 2), own(migration("1.1"), migration("2"), migration("2")));
    assertEquals(new SchemaRange(3, 3), own(migration("1"), migration("1.1"), migration("2")));
    assertEquals(new SchemaRange(2, 2), own(migration("1"), migration("99999999999999999999")));
  }

  @Test
  void declaresUpToTheHighestMigration() {
    List<ReleaseMigration> migrations = List.of(migration("20240101"), migration("20250101"));
    assertEquals(
        Optional.of(new SchemaRange(5, 20250101)),
        CommitSchema.of(migrations, OptionalLong.of(5)).range());
    assertEquals(Optional.empty(), CommitSchema.of(migrations, OptionalLong.empty()).range());
    assertEquals(0, CommitSchema.highest(List.of()));
    assertThrows(
        InputException.class, () -> CommitSchema.of(migrations, OptionalLong.of(20250102)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001_a 0007_b 0010_c",
        "1_a 2.1_b 2.2_c 3_d",
        "20240101120000_a 20240102120000_b",
        "1_a 99999999999999999999_b",
        "1_a 1.1_b 1.2_c",
      })
  void countsAsADatabaseDoesThatSawNothingYet(String files) {
    MemoryTree tree = new MemoryTree();
    for (String file : files.split(" ", -1)) {
      tree.file("db/V" + file.replace("_", "__") + ".sql", "SELECT 1;");
    }
    MigrationSet set = MigrationFolderReader.read(tree, Path.of("db"), Optional.of(Layout.FLYWAY));
    Sequences sequences = Sequences.of(set);
    long last = sequences.of(set.migrations().getLast().version());
    assertEquals(
        last, CommitSchema.highest(CommitSchema.migrations(set, ReleaseAssessments.none())));
  }

  private static SchemaRange own(ReleaseMigration... migrations) {
    SchemaNeed need = SchemaNeed.of(new ReleaseSchema(Optional.empty(), Arrays.asList(migrations)));
    SchemaNeed.Known known = assertInstanceOf(SchemaNeed.Known.class, need);
    assertEquals(SchemaNeed.Source.OWN_MIGRATIONS, known.source());
    return known.range();
  }

  private static ReleaseMigration migration(String version) {
    return migration(version, ADDITIVE);
  }

  private static ReleaseMigration migration(String version, Assessment assessment) {
    return new ReleaseMigration(
        version, "name", assessment, digest(version), Optional.of(digest("down " + version)));
  }
}
