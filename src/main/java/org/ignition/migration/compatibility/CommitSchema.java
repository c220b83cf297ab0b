package org.ignition.migration.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;

/** What the files of a commit tell of the schema of its release. */
public final class CommitSchema {

  private CommitSchema() {}

  /** The migrations of {@code set}, each with what is known of it or else unknown. */
  public static List<ReleaseMigration> migrations(MigrationSet set, ReleaseAssessments known) {
    return set.migrations().stream()
        .map(migration ->
            ReleaseMigration.of(
                migration, known.of(migration).orElse(Assessed.UNKNOWN).assessment()))
        .toList();
  }

  /**
   * The schema's version after all of {@code migrations}; 0 where there are none.
   *
   * @param migrations in ascending order
   */
  public static long highest(List<ReleaseMigration> migrations) {
    return migrations.isEmpty() ? 0 : MigrationNumbers.of(migrations).getLast();
  }

  /**
   * What a release of these migrations says.
   *
   * @param migrations in ascending order
   * @param min the lowest version that it runs on, not above {@link #highest}; empty when it says
   *     nothing
   */
  public static ReleaseSchema of(List<ReleaseMigration> migrations, OptionalLong min) {
    Optional<SchemaRange> range =
        min.isPresent()
            ? Optional.of(new SchemaRange(min.getAsLong(), highest(migrations)))
            : Optional.empty();
    return new ReleaseSchema(range, migrations);
  }
}
