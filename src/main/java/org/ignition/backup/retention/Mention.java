package org.ignition.backup.retention;

import java.time.Instant;
import java.util.Optional;
import org.ignition.backup.BackupName;
import org.ignition.image.CommitSha;
import org.ignition.image.Quoted;

/**
 * A row of the companion table that names the backup which was taken before a migration.
 *
 * @param backup which
 * @param migration its version, such as {@code 0015}
 * @param release on whose behalf it ran; empty when nobody knows, and all such rows count as one
 *     release
 * @param at when, by the database's clock
 */
public record Mention(
    BackupName backup, String migration, Optional<CommitSha> release, Instant at) {

  private static final int LONGEST = 40;

  /**
   * The backup that such a row names.
   *
   * @param text name and digest, parted by a space
   * @return empty when it names none of ours
   */
  public static Optional<BackupName> backup(String text) {
    return BackupName.parse(text.strip().split(" ", 2)[0]);
  }

  /** What a person reads, without full stop. */
  String sentence() {
    String by = release.map(sha -> " of release " + sha.shortSha()).orElse("");
    return "migration " + Quoted.line(migration, LONGEST) + by + " names it";
  }
}
