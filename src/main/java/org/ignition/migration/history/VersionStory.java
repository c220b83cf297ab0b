package org.ignition.migration.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ignition.migration.history.HistoryEvent.Kind;

/**
 * All that a database says of one version, and what follows. Flyway's table is the truth of what
 * was applied; the companion table knows more of it, and what was running when somebody died.
 *
 * @param events of the companion table, in order; may be empty
 * @param flyway what Flyway's table says
 * @param row the row that says it; empty below a baseline and when there is none
 * @param unknown what can be said of the migration where no event does
 */
record VersionStory(
    List<HistoryEvent> events,
    FlywayStanding flyway,
    Optional<FlywayRow> row,
    Supplier<MigrationRecord> unknown) {

  private static final String UNWRITTEN =
      "The script ran to its end, but the run ended before Flyway wrote it down";

  private static final String HALFWAY = "flyway_schema_history says that it stopped halfway";

  Standing standing() {
    if (events.isEmpty()) {
      return withoutEvent();
    }
    return switch (newest().kind()) {
      case APPLIED -> applied();
      case BEGUN, FAILED -> begun();
      case UNDO_BEGUN, UNDO_FAILED -> undoBegun();
      case UNDONE -> withoutEvent();
    };
  }

  private HistoryEvent newest() {
    return events.getLast();
  }

  private Standing withoutEvent() {
    return switch (flyway) {
      case HELD -> adopted(unknown.get(), by());
      case FAILED -> left(unknown.get(), false, by(), at(), HALFWAY);
      case UNDO_FAILED -> left(unknown.get(), true, by(), at(), HALFWAY);
      case GONE, ABSENT -> new Standing.Absent();
    };
  }

  private Standing applied() {
    return switch (flyway) {
      case HELD -> new Standing.Applied(AppliedMigration.of(newest()));
      case FAILED -> left(false, HALFWAY);
      case UNDO_FAILED -> left(true, HALFWAY);
      case GONE -> withdrawn("flyway_schema_history says that it has no effect any more");
      case ABSENT ->
          diedBeforeFlyway()
              ? left(false, UNWRITTEN)
              : withdrawn("flyway_schema_history does not hold it any more");
    };
  }

  /** Only what no transaction surrounds is announced before it runs. */
  private boolean diedBeforeFlyway() {
    return newest().origin().isRun()
        && events.size() > 1
        && events.get(events.size() - 2).kind() == Kind.BEGUN;
  }

  private Standing begun() {
    return switch (flyway) {
      case HELD -> adopted(newest().migration(), newest().by());
      case FAILED, GONE, ABSENT -> left(false, newest().remark());
      case UNDO_FAILED -> left(true, HALFWAY);
    };
  }

  private Standing undoBegun() {
    return switch (flyway) {
      case GONE -> withdrawn("flyway_schema_history says that it was undone");
      case HELD, FAILED, UNDO_FAILED, ABSENT -> left(true, newest().remark());
    };
  }

  private Standing left(boolean undoing, String remark) {
    return left(newest().migration(), undoing, newest().by(), newest().at(), remark);
  }

  private static Standing left(
      MigrationRecord migration, boolean undoing, AppliedBy by, Instant at, String remark) {
    return new Standing.Left(new Unfinished(migration, undoing, by, at, remark));
  }

  private Standing adopted(MigrationRecord migration, AppliedBy by) {
    String remark = row.isPresent() ? "Flyway applied it" : "Flyway's baseline lies above it";
    return new Standing.Adopted(
        new AppliedMigration(migration, by, at(), Optional.empty(), Origin.FLYWAY),
        stated(Kind.APPLIED, migration, by, remark).at(at()));
  }

  private Standing withdrawn(String remark) {
    return new Standing.Withdrawn(
        stated(Kind.UNDONE, newest().migration(), AppliedBy.UNKNOWN, remark));
  }

  private static HistoryEvent stated(
      Kind kind, MigrationRecord migration, AppliedBy by, String remark) {
    return HistoryEvent.stated(kind, migration, by, Origin.FLYWAY, remark);
  }

  private AppliedBy by() {
    return row.map(each -> new AppliedBy(Optional.empty(), Optional.empty(), each.by(), ""))
        .orElse(AppliedBy.UNKNOWN);
  }

  private Instant at() {
    return row.map(FlywayRow::at).orElse(Instant.EPOCH);
  }
}
