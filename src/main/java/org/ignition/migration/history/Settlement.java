package org.ignition.migration.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ignition.migration.Assessment;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.HistoryEvent.Kind;

/** What follows once it is known which migrations are applied: what holds, and what to write. */
final class Settlement {

  private final HistoryFacts facts;
  private final HistoryReading reading;
  private final MigrationSet set;
  private final FolderRecords records;
  private final SortedMap<MigrationVersion, Migration> files;
  private final SortedMap<MigrationVersion, AppliedMigration> live = new TreeMap<>();
  private final SortedMap<MigrationVersion, Unfinished> unfinished = new TreeMap<>();
  private final SortedMap<MigrationVersion, HistoryEvent> unrecorded = new TreeMap<>();

  Settlement(HistoryFacts facts, MigrationSet set, HistoryReading reading) {
    this.facts = facts;
    this.reading = reading;
    this.set = set;
    this.records = new FolderRecords(set, reading.sequences());
    this.files = FolderRecords.byVersion(set);
    reading.live().applied().forEach(each -> live.put(each.migration().version(), each));
    reading.live().unfinished().forEach(each -> unfinished.put(each.migration().version(), each));
    reading.unrecorded().forEach(each -> unrecorded.put(each.migration().version(), each));
  }

  /** What the companion table says is applied, whatever Flyway's says. */
  SortedSet<MigrationVersion> recorded() {
    SortedSet<MigrationVersion> recorded = new TreeSet<>(live.keySet());
    unrecorded.forEach((version, event) -> {
      if (event.kind() == Kind.UNDONE) {
        recorded.add(version);
      } else {
        recorded.remove(version);
      }
    });
    return recorded;
  }

  /** That exactly {@code applied} holds, as {@code source} says. */
  Recognition told(HistorySource source, Origin origin, SortedSet<MigrationVersion> applied) {
    List<HistoryEvent> events =
        outdated(applied).stream()
            .map(version -> event(version, applied.contains(version), origin, source))
            .toList();
    return new Recognition.Told(
        source, live(applied, origin), events, remarks(applied), reading.sequences());
  }

  private List<String> remarks(SortedSet<MigrationVersion> applied) {
    List<String> remarks = new ArrayList<>(reading.remarks());
    remarks.addAll(new VersionTableRemarks(set, applied).of(facts.versionTable()));
    return remarks;
  }

  private LiveHistory live(SortedSet<MigrationVersion> applied, Origin origin) {
    return new LiveHistory(
        applied.stream().map(version -> applied(version, origin)).toList(),
        unfinished.entrySet().stream()
            .filter(each -> !applied.contains(each.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }

  private AppliedMigration applied(MigrationVersion version, Origin origin) {
    return Optional.ofNullable(live.get(version))
        .orElseGet(() ->
            new AppliedMigration(
                record(version), AppliedBy.UNKNOWN, Instant.EPOCH, Optional.empty(), origin));
  }

  /** Versions of which one of our tables says something else. */
  private SortedSet<MigrationVersion> outdated(SortedSet<MigrationVersion> applied) {
    SortedSet<MigrationVersion> recorded = recorded();
    SortedSet<MigrationVersion> outdated = differences(recorded, applied);
    if (HistoryReading.flywayIsLost(facts)) {
      outdated.addAll(applied);
    }
    if (facts.versionTable() instanceof VersionTable.Kept kept) {
      outdated.addAll(outOfStep(kept, applied));
    }
    return outdated;
  }

  private SortedSet<MigrationVersion> outOfStep(
      VersionTable.Kept kept, SortedSet<MigrationVersion> applied) {
    SortedSet<MigrationVersion> rows = new TreeSet<>();
    RowVersions values = new RowVersions(kept, set, reading.sequences());
    kept.versions().forEach(each -> values.read(each).ifPresent(version -> rows.add(version)));
    return switch (kept.shape()) {
      case ROW_PER_MIGRATION -> differences(rows, applied);
      case ONE_ROW ->
          kept.dirty() || !newest(rows).equals(newest(applied))
              ? newest(applied.isEmpty() ? rows : applied)
              : new TreeSet<>();
    };
  }

  private static SortedSet<MigrationVersion> newest(SortedSet<MigrationVersion> versions) {
    return versions.isEmpty() ? new TreeSet<>() : versions.tailSet(versions.last());
  }

  private static SortedSet<MigrationVersion> differences(
      SortedSet<MigrationVersion> first, SortedSet<MigrationVersion> second) {
    return Sets.union(Sets.minus(first, second), Sets.minus(second, first));
  }

  private HistoryEvent event(
      MigrationVersion version, boolean applies, Origin origin, HistorySource source) {
    Kind kind = applies ? Kind.APPLIED : Kind.UNDONE;
    HistoryEvent known = unrecorded.get(version);
    if (known != null && known.kind() == kind) {
      return known;
    }
    AppliedMigration before = live.get(version);
    return before != null && applies
        ? again(before, source)
        : HistoryEvent.stated(kind, record(version), AppliedBy.UNKNOWN, origin, source.sentence());
  }

  private static HistoryEvent again(AppliedMigration before, HistorySource source) {
    return new HistoryEvent(
        0,
        Kind.APPLIED,
        before.migration(),
        before.by(),
        before.at(),
        Duration.ZERO,
        before.backup(),
        before.origin(),
        source.sentence());
  }

  private MigrationRecord record(MigrationVersion version) {
    if (live.containsKey(version)) {
      return Objects.requireNonNull(live.get(version)).migration();
    }
    if (unfinished.containsKey(version)) {
      return Objects.requireNonNull(unfinished.get(version)).migration();
    }
    Migration migration = files.get(version);
    return migration == null ? unknown(version) : records.adopted(migration);
  }

  private MigrationRecord unknown(MigrationVersion version) {
    return new MigrationRecord(
        reading.sequences().byVersion().getOrDefault(version, 0L),
        version,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Assessment.UNKNOWN);
  }
}
