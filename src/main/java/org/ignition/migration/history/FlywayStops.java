package org.ignition.migration.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;

/** Rows of Flyway's table with which Flyway applies nothing more. Otherwise it says so too late. */
public final class FlywayStops {

  /** Of the types that undo, the only one that the free edition reads. */
  private static final String READ = "UNDO_SCRIPT";

  private FlywayStops() {}

  /** What is to be done before anything can be applied, in the order of {@code rows}. */
  public static List<Problem> of(List<FlywayRow> rows) {
    return Stream.concat(undoing(rows).stream(), failed(rows)).toList();
  }

  private static Optional<Problem> undoing(List<FlywayRow> rows) {
    List<Integer> ranks = ranks(rows, FlywayStops::isUnreadable);
    return ranks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ErrorCode.HISTORY_UNRECOGNISED,
                "flyway_schema_history has rows of types that only Flyway's paid editions read:"
                    + " installed_rank "
                    + Listed.of(ranks),
                "They say that migrations were undone. Flyway, which applies the others, would stop"
                    + " at them",
                "Give them the type that every edition reads and that says the same: `UPDATE"
                    + " flyway_schema_history SET type = 'DELETE' WHERE type LIKE 'UNDO%'`"));
  }

  private static boolean isUnreadable(FlywayRow row) {
    return row.type().startsWith("UNDO") && !row.type().equals(READ);
  }

  private static Stream<Problem> failed(List<FlywayRow> rows) {
    return ranks(rows, row -> row.version().isEmpty() && !row.success()).stream()
        .map(rank ->
            Problem.of(
                ErrorCode.HISTORY_UNFINISHED,
                "flyway_schema_history says that a repeatable script failed: installed_rank "
                    + rank,
                "Some of its statements may have taken effect, and Flyway applies nothing while it"
                    + " says so",
                "Look at the database, and finish or undo the script by hand; then let `flyway"
                    + " repair` remove the row"));
  }

  private static List<Integer> ranks(List<FlywayRow> rows, Predicate<FlywayRow> those) {
    return rows.stream().filter(those).map(FlywayRow::rank).toList();
  }
}
