package org.ignition.migration.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.ignition.migration.Assessment;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.MigrationVersion;

/**
 * What Flyway's table and the companion table say together.
 *
 * @param live what holds now
 * @param unrecorded what is to be stated, in this order, so that the companion table says it too
 * @param remarks what a person should know, a sentence each without full stop
 * @param sequences of all versions of the folder and of the history
 */
public record HistoryReading(
    LiveHistory live, List<HistoryEvent> unrecorded, List<String> remarks, Sequences sequences) {

  /** Copies the lists. */
  public HistoryReading {
    unrecorded = List.copyOf(unrecorded);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads {@code facts} as a folder's layout would. Where Flyway's table is missing or holds no row
   * the companion table alone is believed, see {@link #flywayIsLost}.
   */
  public static HistoryReading of(HistoryFacts facts, MigrationSet set) {
    return new Reader(facts, set).read();
  }

  /** Whether Flyway's table holds {@code version} for applied. */
  public static boolean flywayHolds(
      HistoryFacts facts, MigrationSet set, MigrationVersion version) {
    return FlywayState.of(facts.flyway().orElse(List.of()), new VersionText(set.layout()))
            .standing(version)
        == FlywayStanding.HELD;
  }

  /** Whether the companion table says that migrations are applied, and Flyway's knows of none. */
  static boolean flywayIsLost(HistoryFacts facts) {
    boolean applied =
        facts.events().orElse(List.of()).stream()
            .anyMatch(event -> event.kind() == HistoryEvent.Kind.APPLIED);
    return applied && facts.flyway().orElse(List.of()).isEmpty();
  }

  /** Brings together what is said of each version. */
  private static final class Reader {

    private final MigrationSet set;
    private final boolean alone;
    private final FlywayState flyway;
    private final SortedMap<MigrationVersion, List<HistoryEvent>> events = new TreeMap<>();
    private final SortedMap<MigrationVersion, Migration> files;
    private final Sequences sequences;
    private final FolderRecords records;

    Reader(HistoryFacts facts, MigrationSet set) {
      VersionText text = new VersionText(set.layout());
      this.set = set;
      this.alone = flywayIsLost(facts);
      this.flyway = FlywayState.of(facts.flyway().orElse(List.of()), text);
      this.files = FolderRecords.byVersion(set);
      facts.events().orElse(List.of()).stream()
          .sorted(Comparator.comparingLong(HistoryEvent::id))
          .forEach(event -> add(event, text));
      this.sequences = Sequences.of(versions(), remembered());
      this.records = new FolderRecords(set, sequences);
    }

    private void add(HistoryEvent event, VersionText text) {
      MigrationVersion version = text.read(event.migration().version());
      events
          .computeIfAbsent(version, _ -> new ArrayList<>())
          .add(event.of(event.migration().withVersion(version)));
    }

    private SortedSet<MigrationVersion> versions() {
      SortedSet<MigrationVersion> versions = Sequences.versions(set);
      versions.addAll(flyway.rows().keySet());
      versions.addAll(events.keySet());
      return versions;
    }

    private Map<MigrationVersion, Long> remembered() {
      Map<MigrationVersion, Long> remembered = new HashMap<>();
      events.forEach(
          (version, all) -> remembered.put(version, all.getLast().migration().sequence()));
      return remembered;
    }

    HistoryReading read() {
      List<Standing> standings = versions().stream().map(this::standing).toList();
      return new HistoryReading(
          live(standings),
          standings.stream().flatMap(each -> each.unrecorded().stream()).toList(),
          remarks(standings),
          sequences);
    }

    private List<String> remarks(List<Standing> standings) {
      List<String> remarks = new ArrayList<>(flyway.remarks());
      standings.forEach(each -> remarks.addAll(each.remarks()));
      return remarks;
    }

    private static LiveHistory live(List<Standing> standings) {
      List<AppliedMigration> applied = new ArrayList<>();
      List<Unfinished> unfinished = new ArrayList<>();
      for (Standing each : standings) {
        switch (each) {
          case Standing.Applied(AppliedMigration migration) -> applied.add(migration);
          case Standing.Adopted(AppliedMigration migration, _) -> applied.add(migration);
          case Standing.Left(Unfinished migration) -> unfinished.add(migration);
          case Standing.Absent(), Standing.Withdrawn(_) -> {}
        }
      }
      return new LiveHistory(applied, unfinished);
    }

    private Standing standing(MigrationVersion version) {
      List<HistoryEvent> known = events.getOrDefault(version, List.of());
      FlywayStanding standing = alone ? believed(known) : flyway.standing(version);
      return new VersionStory(known, standing, flyway.row(version), () -> unknown(version))
          .standing();
    }

    /** What Flyway's table would say if it were there. */
    private static FlywayStanding believed(List<HistoryEvent> known) {
      if (known.isEmpty()) {
        return FlywayStanding.ABSENT;
      }
      return switch (known.getLast().kind()) {
        case APPLIED, UNDO_BEGUN, UNDO_FAILED -> FlywayStanding.HELD;
        case BEGUN, FAILED -> FlywayStanding.ABSENT;
        case UNDONE -> FlywayStanding.GONE;
      };
    }

    private MigrationRecord unknown(MigrationVersion version) {
      Migration migration = files.get(version);
      return migration == null ? ofRow(version) : records.adopted(migration);
    }

    private MigrationRecord ofRow(MigrationVersion version) {
      Optional<FlywayRow> row = flyway.row(version);
      return new MigrationRecord(
          sequences.of(version),
          version,
          row.map(FlywayRow::description).orElse(""),
          row.filter(each -> !each.type().endsWith("BASELINE")).map(FlywayRow::script).orElse(""),
          Optional.empty(),
          Optional.empty(),
          Assessment.UNKNOWN);
    }
  }
}
