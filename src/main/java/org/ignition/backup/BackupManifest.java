package org.ignition.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ignition.image.CommitSha;
import org.ignition.image.Digest;

/**
 * What stands beside a backup and says what it is. It is written before the backup gets its name,
 * so that a backup without one is from elsewhere.
 *
 * @param name of the backup
 * @param label what lists show
 * @param application whose database it is: the name of its canonical image, or its repository's;
 *     empty when unknown. A backup of one is not restored into another's database
 * @param reason what it was taken before or for, a few words
 * @param product {@code PostgreSQL} or {@code SQLite}
 * @param serverVersion that it was taken from, such as {@code 17.5}
 * @param created when it was begun
 * @param took until it was in its place
 * @param sizeBytes of the file, as it is stored
 * @param sha256 of the file, as it is stored
 * @param contents what the database held in the very snapshot that was dumped; empty where a
 *     backup's tables could not be counted
 * @param recipients whose keys open it, in age's form ({@code age1…}); empty when it is not
 *     encrypted
 * @param by on whose behalf
 * @param toolVersion of this program
 */
public record BackupManifest(
    BackupName name,
    BackupLabel label,
    String application,
    String reason,
    String product,
    String serverVersion,
    Instant created,
    Duration took,
    long sizeBytes,
    Digest sha256,
    Optional<BackupContents> contents,
    List<String> recipients,
    By by,
    String toolVersion) {

  /** Copies the list. */
  public BackupManifest {
    recipients = List.copyOf(recipients);
  }

  /**
   * On whose behalf a backup was taken.
   *
   * @param sha the commit of the run; empty outside of a checkout
   * @param actor who started it; empty when unknown
   * @param runUrl of the workflow run; empty on a terminal
   */
  public record By(Optional<CommitSha> sha, String actor, String runUrl) {

    /** Nobody knows. */
    public static final By UNKNOWN = new By(Optional.empty(), "", "");
  }
}
