package org.ignition.migration.history;

import java.util.Optional;
import java.util.SortedSet;
import org.ignition.failure.Problem;
import org.ignition.migration.MigrationVersion;

/**
 * What one table says of the migrations of a folder.
 *
 * @param source whose table
 * @param origin of what is adopted from it
 * @param applied what it says is applied
 * @param doubt why it can't be believed without a person's word
 * @param refusal why it can't be believed at all
 */
record Testimony(
    HistorySource source,
    Origin origin,
    SortedSet<MigrationVersion> applied,
    Optional<Problem> doubt,
    Optional<Problem> refusal) {

  static Testimony of(HistorySource source, Origin origin, SortedSet<MigrationVersion> applied) {
    return new Testimony(source, origin, applied, Optional.empty(), Optional.empty());
  }

  Testimony doubted(Problem why) {
    return new Testimony(source, origin, applied, Optional.of(why), refusal);
  }

  Testimony refused(Problem why) {
    return new Testimony(source, origin, applied, doubt, Optional.of(why));
  }
}
