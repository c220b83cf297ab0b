package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.junit.jupiter.api.Test;

class FlywayStopsTest {

  private static FlywayRow row(int rank, Optional<String> version, String type, boolean success) {
    return new FlywayRow(
        rank,
        version,
        "step",
        type,
        "step.sql",
        OptionalInt.of(7),
        "postgres",
        ToldHistory.THEN,
        success);
  }

  @Test
  void areNoneInWhatEveryEditionWrites() {
    assertEquals(
        List.of(),
        FlywayStops.of(
            List.of(
                row(0, Optional.empty(), "SCHEMA", true),
                row(1, Optional.of("1"), "SQL_BASELINE", true),
                row(2, Optional.of("2"), "SQL", false),
                row(3, Optional.of("3"), "DELETE", true),
                row(4, Optional.empty(), "SQL", true))));
  }

  @Test
  void nameRowsThatOnlyPaidEditionsRead() {
    List<Problem> stops =
        FlywayStops.of(
            List.of(
                row(1, Optional.of("1"), "SQL", true), row(2, Optional.of("1"), "UNDO_SQL", true)));

    assertEquals(1, stops.size());
    assertEquals(ErrorCode.HISTORY_UNRECOGNISED, stops.getFirst().code());
    assertTrue(stops.getFirst().what().endsWith("installed_rank 2"), stops::toString);
  }

  @Test
  void nameRepeatableScriptsThatFailed() {
    List<Problem> stops = FlywayStops.of(List.of(row(3, Optional.empty(), "SQL", false)));

    assertEquals(ErrorCode.HISTORY_UNFINISHED, stops.getFirst().code());
  }
}
