package org.ignition.migration.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ignition.image.Quoted;
import org.ignition.migration.MigrationVersion;

/**
 * What Flyway's table says now: of each version its newest row decides. Types are those of Flyway's
 * {@code CoreMigrationType}; its history marks what has no effect any more by a further row of type
 * {@code DELETE} or one that begins with {@code UNDO}.
 *
 * @param rows the newest of each version
 * @param remarks on rows that can't be read
 */
record FlywayState(SortedMap<MigrationVersion, FlywayRow> rows, List<String> remarks) {

  private static final int LONGEST = 60;

  static FlywayState of(List<FlywayRow> history, VersionText text) {
    SortedMap<MigrationVersion, FlywayRow> newest = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    history.stream()
        .sorted(Comparator.comparingInt(FlywayRow::rank))
        .filter(row -> row.version().isPresent())
        .forEach(row ->
            text.read(row.version().orElseThrow())
                .ifPresentOrElse(
                    version -> newest.put(version, row), () -> remarks.add(unreadable(row))));
    return new FlywayState(newest, List.copyOf(remarks));
  }

  private static String unreadable(FlywayRow row) {
    return "flyway_schema_history has a row of version "
        + Quoted.of(Quoted.line(row.version().orElse(""), LONGEST))
        + ", which is no version: it is left aside";
  }

  FlywayStanding standing(MigrationVersion version) {
    FlywayRow row = rows.get(version);
    if (row == null) {
      return baseline().filter(base -> version.compareTo(base) <= 0).isPresent()
          ? FlywayStanding.HELD
          : FlywayStanding.ABSENT;
    }
    boolean undoes = row.type().startsWith("UNDO");
    if (!row.success()) {
      return undoes ? FlywayStanding.UNDO_FAILED : FlywayStanding.FAILED;
    }
    return undoes || row.type().equals("DELETE") ? FlywayStanding.GONE : FlywayStanding.HELD;
  }

  Optional<FlywayRow> row(MigrationVersion version) {
    return Optional.ofNullable(rows.get(version));
  }

  /** The highest version that Flyway was told, and below which it looks at nothing. */
  Optional<MigrationVersion> baseline() {
    return rows.entrySet().stream()
        .filter(each -> each.getValue().success() && isBaseline(each.getValue()))
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }

  private static boolean isBaseline(FlywayRow row) {
    return row.type().endsWith("BASELINE");
  }
}
