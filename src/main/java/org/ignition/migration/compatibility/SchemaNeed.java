package org.ignition.migration.compatibility;

import java.util.List;
import org.ignition.migration.DeploymentOrder;
import org.ignition.migration.ReleaseMigration;
import org.ignition.migration.ReleaseSchema;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.history.LiveHistory;

/** The schema that a release needs. */
public sealed interface SchemaNeed {

  /**
   * It runs on these versions.
   *
   * @param range from the lowest to the highest
   * @param source how that is known
   */
  record Known(SchemaRange range, Source source) implements SchemaNeed {}

  /**
   * Nobody knows.
   *
   * @param why one sentence without a full stop
   */
  record Unknown(String why) implements SchemaNeed {}

  /** This, unless the configuration knows better than what follows from migrations or nothing. */
  default SchemaNeed orConfigured(SchemaRange range) {
    return switch (this) {
      case Known(_, var source) when source != Source.OWN_MIGRATIONS -> this;
      case Known _, Unknown _ -> configured(range);
    };
  }

  /** How it is known what a release needs. */
  enum Source {
    /** It runs on the schema as it is now. */
    RUNNING("as it does now"),
    /** The release's build metadata says it. */
    METADATA("as its build metadata says"),
    /** The configuration says it of releases like this one. */
    CONFIGURATION("as `compatibility` in the configuration says"),
    /** It was made together with these migrations, and says no more. */
    OWN_MIGRATIONS("which its own migrations make");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    /** A clause that follows the range. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Nothing is known of the release. */
  static SchemaNeed unknown() {
    return new Unknown("the release says nothing of its schema");
  }

  /**
   * What is known for certain of the release that runs on a database: it runs on the schema as it
   * is. That is enough to tell whether it may go on while more is applied.
   */
  static SchemaNeed running(LiveHistory live) {
    long version = live.schemaVersion().orElse(0);
    return new Known(new SchemaRange(version, version), Source.RUNNING);
  }

  /** What the configuration says of the release. */
  static SchemaNeed configured(SchemaRange range) {
    return new Known(range, Source.CONFIGURATION);
  }

  /**
   * What {@code release} tells: the range that it declares; else what follows from its migrations.
   *
   * <p>A release that declares nothing runs on the schema that its migrations make. It runs without
   * the last of them too, as long as these go out after every older version is gone: they can't be
   * applied before it runs.
   */
  static SchemaNeed of(ReleaseSchema release) {
    return release
        .range()
        .<SchemaNeed>map(range -> new Known(range, Source.METADATA))
        .orElseGet(() -> ofMigrations(release.migrations()));
  }

  private static SchemaNeed ofMigrations(List<ReleaseMigration> migrations) {
    if (migrations.isEmpty()) {
      return unknown();
    }
    List<Long> numbers = MigrationNumbers.of(migrations);
    int needed = migrations.size();
    while (needed > 0 && isContract(migrations.get(needed - 1))) {
      needed--;
    }
    long min = needed == 0 ? 0 : numbers.get(needed - 1);
    return new Known(new SchemaRange(min, numbers.getLast()), Source.OWN_MIGRATIONS);
  }

  private static boolean isContract(ReleaseMigration migration) {
    return migration.assessment().order() == DeploymentOrder.CONTRACT;
  }
}
