package org.ignition.migration.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;
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
   * @param min the lowest version that it runs on, as configured; empty when it says nothing
   * @throws InputException when the migrations do not reach {@code min}
   */
  public static ReleaseSchema of(List<ReleaseMigration> migrations, OptionalLong min) {
    Optional<SchemaRange> range =
        min.isPresent()
            ? Optional.of(range(min.getAsLong(), highest(migrations)))
            : Optional.empty();
    return new ReleaseSchema(range, migrations);
  }

  private static SchemaRange range(long min, long highest) {
    if (min > highest) {
      throw new InputException(
          Problem.of(
              ErrorCode.CONFIG_INVALID_VALUE,
              "schema.min is " + min + ", but the commit's migrations only lead to " + highest,
              "The release would say that it runs on no schema at all",
              "Lower `schema.min` in ignition.yml, or add the migration to the commit"));
    }
    return new SchemaRange(min, highest);
  }
}
