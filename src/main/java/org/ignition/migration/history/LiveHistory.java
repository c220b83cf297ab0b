package org.ignition.migration.history;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ignition.migration.MigrationVersion;

/**
 * What holds on a database now.
 *
 * @param applied in ascending order of sequence
 * @param unfinished what was left halfway, in ascending order
 */
public record LiveHistory(List<AppliedMigration> applied, List<Unfinished> unfinished) {

  /** Nothing was ever applied. */
  public static final LiveHistory EMPTY = new LiveHistory(List.of(), List.of());

  /** Copies and orders the lists. */
  public LiveHistory {
    applied =
        applied.stream().sorted(Comparator.comparingLong(AppliedMigration::sequence)).toList();
    unfinished =
        unfinished.stream()
            .sorted(Comparator.comparingLong(each -> each.migration().sequence()))
            .toList();
  }

  /** The highest applied sequence; empty when nothing is applied. */
  public OptionalLong schemaVersion() {
    return applied.isEmpty() ? OptionalLong.empty() : OptionalLong.of(applied.getLast().sequence());
  }

  /** What is known of {@code version}, if it is applied. */
  public Optional<AppliedMigration> find(MigrationVersion version) {
    return applied.stream()
        .filter(each -> each.migration().version().compareTo(version) == 0)
        .findFirst();
  }

  /** All that is applied above {@code sequence}, newest first: the order of undoing. */
  public List<AppliedMigration> above(long sequence) {
    return applied.stream().filter(each -> each.sequence() > sequence).toList().reversed();
  }
}
