package org.ignition.migration;

import java.util.Optional;
import org.ignition.image.Digest;

/**
 * A migration as a release's build metadata tells of it.
 *
 * @param version as the file's name has it
 * @param name without version and ending; may be empty
 * @param assessment what it means for a release
 * @param upChecksum see {@link Script#checksum}
 * @param downChecksum of the script that undoes it, where there is one
 */
public record ReleaseMigration(
    String version,
    String name,
    Assessment assessment,
    Digest upChecksum,
    Optional<Digest> downChecksum) {

  /** What the files tell of {@code migration}, with {@code assessment} of it. */
  public static ReleaseMigration of(Migration migration, Assessment assessment) {
    return new ReleaseMigration(
        migration.version().text(),
        migration.name(),
        assessment,
        migration.up().checksum(),
        migration.down().map(Script::checksum));
  }

  /** Whether anybody observed what it does. */
  public boolean isClassified() {
    return assessment.classification() != Classification.UNKNOWN;
  }

  /** The same scripts, as if nobody had observed them. */
  ReleaseMigration unclassified() {
    return new ReleaseMigration(version, name, Assessment.UNKNOWN, upChecksum, downChecksum);
  }
}
