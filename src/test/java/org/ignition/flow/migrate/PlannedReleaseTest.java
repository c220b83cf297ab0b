package org.ignition.flow.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.image.Digest;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.compatibility.SchemaNeed;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.testing.Migrations;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;

/** What is known of the release at hand. */
class PlannedReleaseTest {

  @Test
  void takesWhatTheConfigurationSaysOfAReleaseThatDeclaresNothing() {
    assertEquals(
        SchemaNeed.configured(AtHand.SAID),
        PlannedRelease.of(List.of(), AtHand.configured("v1.2.x")).need());
    assertEquals(
        new SchemaNeed.Known(new SchemaRange(2, 2), SchemaNeed.Source.OWN_MIGRATIONS),
        PlannedRelease.of(List.of(), AtHand.NAMELESS).need());
  }

  @Test
  void takesWhatTheFilesSayOfAReleaseWhoseMetadataTellsOfNone() {
    BuildMetadata silent = ReleaseFixture.named().published(Digest.of(new byte[0]));
    List<MigrationRecord> newer = List.of(Migrations.recorded(3, Migrations.ADDITIVE));
    assertEquals(ReleaseSchema.NONE, silent.releaseSchema());
    assertEquals(
        new SchemaNeed.Known(new SchemaRange(2, 2), SchemaNeed.Source.OWN_MIGRATIONS),
        PlannedRelease.of(newer, AtHand.told(silent)).need());
  }
}
