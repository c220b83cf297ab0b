package org.ignition.flow.migrate;

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
import org.ignition.image.ReleaseVersion;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.compatibility.ReleaseAssessments;
import org.ignition.migration.history.AppliedBy;
import org.ignition.testing.Migrations;
import org.ignition.testing.ReleaseFixture;

/** Releases at hand with two migrations. */
final class AtHand {

  /** What configurations say of releases. */
  static final SchemaRange SAID = new SchemaRange(1, 4);

  /** One without a version, of which nothing is said. */
  static final MigrationsAtHand NAMELESS = of(Optional.empty(), Optional.empty(), List.of());

  private AtHand() {}

  /** That of {@link ReleaseFixture}, where the configuration speaks of {@code versions}. */
  static MigrationsAtHand configured(String... versions) {
    return of(Optional.of(ReleaseFixture.VERSION), Optional.empty(), List.of(versions));
  }

  /** One that {@code metadata} tells of. */
  static MigrationsAtHand told(BuildMetadata metadata) {
    return of(Optional.empty(), Optional.of(metadata), List.of());
  }

  private static MigrationsAtHand of(
      Optional<ReleaseVersion> version, Optional<BuildMetadata> metadata, List<String> configured) {
    MigrationSet set =
        new MigrationSet(
            Path.of("migrations"),
            Layout.SEED,
            List.of(Migrations.pair(1), Migrations.pair(2)),
            List.of(),
            List.of());
    AppliedBy by = new AppliedBy(Optional.of(ReleaseFixture.SHA), version, "", "");
    return new MigrationsAtHand(
        set,
        new ReleaseOnHand(by, metadata, ""),
        ReleaseAssessments.none(),
        configuration(configured));
  }

  private static Configuration configuration(List<String> versions) {
    return new Configuration(
        ImageSettings.DEFAULTS,
        VersionSettings.DEFAULTS,
        RegistrySettings.DEFAULTS,
        MigrationSettings.DEFAULTS,
        SchemaSettings.DEFAULTS,
        new CompatibilitySettings(
            versions.stream()
                .map(each -> new CompatibilityRule(new VersionPattern(each), SAID))
                .toList()),
        BackupSettings.DEFAULTS,
        Map.of(),
        Map.of());
  }
}
