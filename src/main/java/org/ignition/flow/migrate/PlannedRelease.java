package org.ignition.flow.migrate;

import java.util.List;
import java.util.Optional;
import org.ignition.flow.ReleaseOnHand;
import org.ignition.metadata.BuildMetadata;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.compatibility.KnownRelease;
import org.ignition.migration.compatibility.SchemaNeed;
import org.ignition.migration.compatibility.Standing;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.StoredDown;

/** The release at hand, by what is known of the schema that it needs. */
final class PlannedRelease {

  private PlannedRelease() {}

  /**
   * Tells it by its build metadata, else by its files, then by the configuration.
   *
   * @param observed completes what the release says of migrations that it did not observe itself
   */
  static KnownRelease of(List<MigrationRecord> observed, MigrationsAtHand migrations) {
    SchemaNeed need = SchemaNeed.of(completed(observed, told(migrations)));
    return new KnownRelease(
        name(migrations.release()),
        migrations
            .release()
            .by()
            .version()
            .flatMap(migrations.configuration().compatibility()::of)
            .map(need::orConfigured)
            .orElse(need),
        Standing.PLANNED);
  }

  private static String name(ReleaseOnHand release) {
    return release
        .by()
        .version()
        .map(Object::toString)
        .or(() -> release.by().sha().map(sha -> sha.shortSha()))
        .orElse("this checkout");
  }

  private static ReleaseSchema told(MigrationsAtHand migrations) {
    return migrations
        .release()
        .metadata()
        .map(BuildMetadata::releaseSchema)
        .filter(told -> !told.equals(ReleaseSchema.NONE))
        .orElseGet(migrations::schema);
  }

  private static ReleaseSchema completed(List<MigrationRecord> observed, ReleaseSchema told) {
    List<ReleaseMigration> migrations =
        observed.stream().flatMap(each -> migration(each).stream()).toList();
    return new ReleaseSchema(
        told.range(),
        new ReleaseSchema(Optional.empty(), migrations).completing(told.migrations()));
  }

  private static Optional<ReleaseMigration> migration(MigrationRecord record) {
    return record
        .upChecksum()
        .map(up ->
            new ReleaseMigration(
                record.version().text(),
                record.name(),
                record.assessment(),
                up,
                record.down().map(StoredDown::checksum)));
  }
}
