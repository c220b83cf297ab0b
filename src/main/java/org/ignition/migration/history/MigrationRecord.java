package org.ignition.migration.history;

import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.MigrationVersion;

/**
 * What a database remembers of a migration.
 *
 * @param sequence the integer that the application sees as the schema's version, at least 0; the
 *     version itself where it is one number that fits, else its ordinal
 * @param version as the file's name has it
 * @param name without version and ending; may be empty
 * @param file relative to the folder of migrations, with forward slashes; empty when nobody knows
 * @param upChecksum see {@link org.ignition.migration.Script#checksum}; empty when nobody knows
 *     what ran
 * @param down what undoes it, where the repository held such a script
 * @param assessment what it means for a release
 */
public record MigrationRecord(
    long sequence,
    MigrationVersion version,
    String name,
    String file,
    Optional<Digest> upChecksum,
    Optional<StoredDown> down,
    Assessment assessment) {

  /** The same, its version read in another way. */
  MigrationRecord withVersion(MigrationVersion other) {
    return new MigrationRecord(sequence, other, name, file, upChecksum, down, assessment);
  }

  /** Version and name, as reports show it. */
  public String label() {
    return name.isEmpty() ? version.text() : version.text() + " " + name;
  }
}
