package org.ignition.migration.flyway;

import java.util.Objects;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;

/**
 * A migration as Flyway looks at it.
 *
 * @param known what its history will say
 * @param version parsed once, as Flyway compares all of them before each migration
 * @param executor runs it
 */
record ResolvedScript(FlywayScript known, MigrationVersion version, MigrationExecutor executor)
    implements ResolvedMigration {

  ResolvedScript(FlywayScript known, MigrationExecutor executor) {
    this(known, MigrationVersion.fromVersion(known.version()), executor);
  }

  @Override
  public MigrationVersion getVersion() {
    return version;
  }

  @Override
  public String getDescription() {
    return known.description();
  }

  @Override
  public String getScript() {
    return known.script();
  }

  @Override
  public Integer getChecksum() {
    return known.checksum();
  }

  /** The type of files of SQL, for Flyway's own scanner to agree. */
  @Override
  public MigrationType getType() {
    return CoreMigrationType.SQL;
  }

  @Override
  public String getPhysicalLocation() {
    return known.script();
  }

  @Override
  public MigrationExecutor getExecutor() {
    return executor;
  }

  @Override
  public boolean checksumMatches(@Nullable Integer checksum) {
    return Objects.equals(checksum, known.checksum());
  }

  @Override
  public boolean checksumMatchesWithoutBeingIdentical(@Nullable Integer checksum) {
    return false;
  }
}
