package org.ignition.migration.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened to a migration on a database: a row of the companion table, which only
 * grows. What holds now is what the newest event of each version says, see {@link LiveHistory}.
 *
 * @param id ascending; 0 before it was written
 * @param kind what happened
 * @param migration to what
 * @param by on whose behalf
 * @param at when, by the database's clock; {@link Instant#EPOCH} for the moment of writing it
 * @param took how long it ran, in whole milliseconds
 * @param backup the backup that was taken before it; empty for none
 * @param origin how the database came to hold it
 * @param remark what a person should know, such as the statement that failed and those that took
 *     effect; may be empty
 */
public record HistoryEvent(
    long id,
    Kind kind,
    MigrationRecord migration,
    AppliedBy by,
    Instant at,
    Duration took,
    Optional<String> backup,
    Origin origin,
    String remark) {

  /** What somebody or another tool's history says, to be written; no script ran. */
  public static HistoryEvent stated(
      Kind kind, MigrationRecord migration, AppliedBy by, Origin origin, String remark) {
    return new HistoryEvent(
        0, kind, migration, by, Instant.EPOCH, Duration.ZERO, Optional.empty(), origin, remark);
  }

  /** The same, said by {@code speaker}. */
  public HistoryEvent saidBy(AppliedBy speaker) {
    return new HistoryEvent(id, kind, migration, speaker, at, took, backup, origin, remark);
  }

  /** The same, at {@code time}. */
  HistoryEvent at(Instant time) {
    return new HistoryEvent(id, kind, migration, by, time, took, backup, origin, remark);
  }

  /** The same, of {@code record}. */
  HistoryEvent of(MigrationRecord record) {
    return new HistoryEvent(id, kind, record, by, at, took, backup, origin, remark);
  }

  /** What can happen to a migration. */
  public enum Kind {
    /** A script that no transaction surrounds is about to run. */
    BEGUN,
    /** It took effect, or was recognised as having. */
    APPLIED,
    /** A script that no transaction surrounds stopped halfway. */
    FAILED,
    /** A down that no transaction surrounds is about to run. */
    UNDO_BEGUN,
    /** It has no effect any more, or was said to have none. */
    UNDONE,
    /** A down that no transaction surrounds stopped halfway. */
    UNDO_FAILED;

    /** As the companion table writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
