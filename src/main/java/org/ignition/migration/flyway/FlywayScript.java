package org.ignition.migration.flyway;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.ignition.migration.Migration;
import org.ignition.migration.history.MigrationRecord;

/**
 * What Flyway knows of a migration: equal to what its own scanner finds in the same file, where it
 * can read the layout.
 *
 * @param version parts separated by dots
 * @param description of the name, underscores being spaces
 * @param script the file, relative to the folder of migrations
 * @param checksum of its lines, see {@link #checksum}
 */
public record FlywayScript(String version, String description, String script, int checksum) {

  private static final int LONGEST_DESCRIPTION = 200;
  private static final int LONGEST_SCRIPT = 1000;

  /** What Flyway knows of {@code migration}, which is recorded as {@code recorded}. */
  public static FlywayScript of(Migration migration, MigrationRecord recorded) {
    return new FlywayScript(
        version(recorded),
        shortened(recorded.name().replace('_', ' ')),
        recorded.file().length() > LONGEST_SCRIPT
            ? "..." + recorded.file().substring(3, LONGEST_SCRIPT)
            : recorded.file(),
        checksum(migration.up().sql().text()));
  }

  /** As Flyway writes the version of {@code recorded}. */
  static String version(MigrationRecord recorded) {
    return recorded.version().text().replace('_', '.');
  }

  /** Orders by Flyway's idea of versions. */
  boolean isAfter(FlywayScript other) {
    return MigrationVersion.fromVersion(version)
        .isNewerThan(MigrationVersion.fromVersion(other.version));
  }

  /** Its {@code AbbreviationUtils}. */
  private static String shortened(String description) {
    return description.length() > LONGEST_DESCRIPTION
        ? description.substring(0, LONGEST_DESCRIPTION - 3) + "..."
        : description;
  }

  /**
   * CRC-32 of the lines of {@code text} in UTF-8 without their ends (Flyway's {@code
   * ChecksumCalculator}).
   *
   * @param text without byte order mark
   */
  static int checksum(String text) {
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
