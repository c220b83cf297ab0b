package org.ignition.migration.history;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/** Compares what was applied with the files of a folder. */
final class Discrepancies {

  private final MigrationSet set;
  private final SortedMap<MigrationVersion, Migration> files;
  private final SortedMap<MigrationVersion, AppliedMigration> applied = new TreeMap<>();
  private final SortedSet<MigrationVersion> unfinished = new TreeSet<>();

  Discrepancies(LiveHistory live, MigrationSet set) {
    this.set = set;
    this.files = FolderRecords.byVersion(set);
    live.applied().forEach(each -> applied.put(each.migration().version(), each));
    live.unfinished().forEach(each -> unfinished.add(each.migration().version()));
  }

  List<Discrepancy> all() {
    return Stream.concat(
            applied.values().stream().filter(this::isMissing).map(this::missing),
            files.values().stream().flatMap(file -> edited(file).or(() -> late(file)).stream()))
        .toList();
  }

  private boolean isMissing(AppliedMigration each) {
    return !each.migration().file().isEmpty() && !files.containsKey(each.migration().version());
  }

  private Discrepancy missing(AppliedMigration each) {
    return new Discrepancy.MissingFile(each, set.folder());
  }

  private Optional<Discrepancy> edited(Migration file) {
    return Optional.ofNullable(applied.get(file.version()))
        .filter(each ->
            each.migration()
                .upChecksum()
                .filter(checksum -> !checksum.equals(file.up().checksum()))
                .isPresent())
        .map(each -> new Discrepancy.EditedFile(each, file));
  }

  private Optional<Discrepancy> late(Migration file) {
    if (applied.containsKey(file.version()) || unfinished.contains(file.version())) {
      return Optional.empty();
    }
    SortedMap<MigrationVersion, AppliedMigration> newer = applied.tailMap(file.version());
    return newer.isEmpty()
        ? Optional.empty()
        : Optional.of(new Discrepancy.OutOfOrder(file, newer.sequencedValues().getLast()));
  }
}
