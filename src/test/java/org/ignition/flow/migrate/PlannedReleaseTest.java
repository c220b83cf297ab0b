package org.ignition.flow.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ignition.config.BackupSettings;
import org.ignition.config.CompatibilityRule;
import org.ignition.config.CompatibilitySettings;
import org.ignition.config.Configuration;
import org.ignition.config.ImageSettings;
import org.ignition.config.MigrationSettings;
import org.ignition.config.RegistrySettings;
import org.ignition.config.SchemaSettings;
import org.ignition.config.VersionPattern;
import org.ignition.config.VersionSettings;
import org.ignition.flow.ReleaseOnHand;
import org.ignition.image.Digest;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.compatibility.ReleaseAssessments;
import org.ignition.migration.compatibility.SchemaNeed;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.testing.Migrations;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;

/** What is known of the release at hand. */
class PlannedReleaseTest {

  private static final SchemaRange SAID = new SchemaRange(1, 4);

  private static MigrationsAtHand atHand(Optional<String> version) {
    return atHand(version, Optional.empty());
  }

  private static MigrationsAtHand atHand(
      Optional<String> version, Optional<BuildMetadata> metadata) {
    MigrationSet set =
        new MigrationSet(
            Path.of("migrations"),
            Layout.SEED,
            List.of(Migrations.pair(1), Migrations.pair(2)),
            List.of(),
            List.of());
    AppliedBy by =
        new AppliedBy(
            Optional.of(ReleaseFixture.SHA), version.map(_ -> ReleaseFixture.VERSION), "", "");
    return new MigrationsAtHand(
        set,
        new ReleaseOnHand(by, metadata, ""),
        ReleaseAssessments.none(),
        configured(version.map(VersionPattern::new)));
  }

  private static Configuration configured(Optional<VersionPattern> version) {
    return new Configuration(
        ImageSettings.DEFAULTS,
        VersionSettings.DEFAULTS,
        RegistrySettings.DEFAULTS,
        MigrationSettings.DEFAULTS,
        SchemaSettings.DEFAULTS,
        new CompatibilitySettings(
            version.map(each -> new CompatibilityRule(each, SAID)).stream().toList()),
        BackupSettings.DEFAULTS,
        Map.of(),
        Map.of());
  }

  @Test
  void takesWhatTheConfigurationSaysOfAReleaseThatDeclaresNothing() {
    assertEquals(
        SchemaNeed.configured(SAID),
        PlannedRelease.of(List.of(), atHand(Optional.of("v1.2.x"))).need());
    assertEquals(
        new SchemaNeed.Known(new SchemaRange(2, 2), SchemaNeed.Source.OWN_MIGRATIONS),
        PlannedRelease.of(List.of(), atHand(Optional.empty())).need());
  }

  @Test
  void takesWhatTheFilesSayOfAReleaseWhoseMetadataTellsOfNone() {
    BuildMetadata silent = ReleaseFixture.named().published(Digest.of(new byte[0]));
    List<MigrationRecord> newer = List.of(Migrations.recorded(3, Migrations.ADDITIVE));
    assertEquals(ReleaseSchema.NONE, silent.releaseSchema());
    assertEquals(
        new SchemaNeed.Known(new SchemaRange(2, 2), SchemaNeed.Source.OWN_MIGRATIONS),
        PlannedRelease.of(newer, atHand(Optional.empty(), Optional.of(silent))).need());
  }
}
