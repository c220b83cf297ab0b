package org.ignition.migration.history;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/** Collects the versions that a table names, as far as anybody else knows them. */
final class Claims {

  private final MigrationSet set;
  private final Function<String, Optional<MigrationVersion>> versions;
  private final NavigableSet<MigrationVersion> known;
  private final SortedSet<MigrationVersion> applied = new TreeSet<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * Of a table that may name any of {@code known}: the versions of the folder, and those that the
   * history holds though the folder does not.
   *
   * @param versions which version a value names; empty when it names none
   */
  Claims(
      MigrationSet set,
      Set<MigrationVersion> known,
      Function<String, Optional<MigrationVersion>> versions) {
    this.set = set;
    this.versions = versions;
    this.known = new TreeSet<>(known);
  }

  /** Takes down {@code value} of a row; the version as the folder writes it, if it has it. */
  Optional<MigrationVersion> add(String value) {
    Optional<MigrationVersion> version = versions.apply(value).flatMap(this::known);
    version.ifPresentOrElse(each -> applied.add(each), () -> unknown.add(value));
    return version;
  }

  private Optional<MigrationVersion> known(MigrationVersion version) {
    return Optional.ofNullable(known.ceiling(version))
        .filter(found -> found.compareTo(version) == 0);
  }

  /** Takes down {@code version} and all before it. */
  void addAllUpTo(MigrationVersion version) {
    applied.addAll(known.headSet(version));
    applied.add(version);
  }

  /** Takes back {@code version}. */
  void deny(MigrationVersion version) {
    applied.remove(version);
  }

  /** What the table names. */
  SortedSet<MigrationVersion> applied() {
    return applied;
  }

  /** Known versions below the highest that the table names, which it does not name. */
  SortedSet<MigrationVersion> holes() {
    if (applied.isEmpty()) {
      return new TreeSet<>();
    }
    SortedSet<MigrationVersion> holes = new TreeSet<>(known.headSet(applied.last()));
    holes.removeAll(applied);
    return holes;
  }

  Testimony testimony(String table, HistorySource source, Origin origin) {
    Testimony testimony = Testimony.of(source, origin, applied);
    return unknown.isEmpty()
        ? testimony
        : testimony.refused(Doubts.noFile(table, unknown, set.folder()));
  }
}
