package org.ignition.migration.history;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.image.Digest;
import org.ignition.migration.Assessment;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/**
 * What a database is to remember of the migrations of a folder.
 *
 * @param set the folder
 * @param sequences of all its versions at least
 */
public record FolderRecords(MigrationSet set, Sequences sequences) {

  /** Of {@code migration}, which runs now. */
  public MigrationRecord pending(Migration migration, Assessment assessment) {
    return recorded(migration, Optional.of(migration.up().checksum()), assessment);
  }

  /**
   * Of {@code migration}, which ran before anybody looked: what ran is not known, what undoes it is
   * taken from the folder.
   */
  public MigrationRecord adopted(Migration migration) {
    return recorded(migration, Optional.empty(), Assessment.UNKNOWN);
  }

  private MigrationRecord recorded(
      Migration migration, Optional<Digest> upChecksum, Assessment assessment) {
    return new MigrationRecord(
        sequences.of(migration.version()),
        migration.version(),
        migration.name(),
        file(migration),
        upChecksum,
        migration.down().map(StoredDown::of),
        assessment);
  }

  private String file(Migration migration) {
    return set.folder().relativize(migration.up().file()).toString().replace('\\', '/');
  }

  /** The migrations by version; of two that share one the first. */
  static SortedMap<MigrationVersion, Migration> byVersion(MigrationSet set) {
    SortedMap<MigrationVersion, Migration> migrations = new TreeMap<>();
    set.migrations().forEach(each -> migrations.putIfAbsent(each.version(), each));
    return migrations;
  }
}
