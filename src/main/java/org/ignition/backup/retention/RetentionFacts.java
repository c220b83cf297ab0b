package org.ignition.backup.retention;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.backup.BackupName;
import org.ignition.backup.StoredBackup;

/**
 * What is known when it is decided which backups go.
 *
 * @param environment whose backups are judged; empty for none
 * @param database whose backups are judged
 * @param local what the folder holds, in any order, other databases' too
 * @param remote the bucket; empty when none is configured
 * @param mentions all rows of the companion table that name a backup; empty when they could not be
 *     read, which is not the same as that there are none
 */
public record RetentionFacts(
    String environment,
    String database,
    List<StoredBackup> local,
    Optional<Remote> remote,
    Optional<List<Mention>> mentions) {

  /** Copies the lists. */
  public RetentionFacts {
    local = List.copyOf(local);
    mentions = mentions.map(List::copyOf);
  }

  /**
   * A bucket.
   *
   * @param listed what it holds, in any order; empty when it can't be reached
   * @param confirmed what is known to be there whole; empty when it can't be reached
   */
  public record Remote(List<StoredBackup> listed, Set<BackupName> confirmed) {
    /** Copies list and set. */
    public Remote {
      listed = List.copyOf(listed);
      confirmed = Set.copyOf(confirmed);
    }
  }
}
