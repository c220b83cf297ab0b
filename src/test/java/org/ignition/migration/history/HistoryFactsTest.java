package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.testing.Migrations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryFactsTest {

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "APPLIED FIRST_RUN, true",
    "APPLIED FIRST_RUN APPLIED IGNITION, false",
    "APPLIED IGNITION, false",
    "APPLIED BASELINE, false",
    "APPLIED FIRST_RUN BEGUN FIRST_RUN FAILED FIRST_RUN, true",
    "APPLIED FIRST_RUN BEGUN FIRST_RUN UNDONE REPAIR, true",
    "APPLIED FIRST_RUN BEGUN FIRST_RUN APPLIED REPAIR, true",
    "APPLIED FIRST_RUN BEGUN IGNITION APPLIED REPAIR, false",
    "APPLIED FIRST_RUN APPLIED FIRST_RUN UNDONE IGNITION, true",
    "APPLIED FIRST_RUN APPLIED IGNITION UNDONE IGNITION, false",
    "APPLIED FIRST_RUN APPLIED FLYWAY, false"
  })
  void knowsAFirstRunThatDidNotComeToItsEnd(String events, boolean cut) {
    assertEquals(cut, facts(events.split(" ")).isFirstRunCut());
  }

  private static HistoryFacts facts(String[] words) {
    List<HistoryEvent> events = new ArrayList<>();
    for (int i = 1; i < words.length; i += 2) {
      events.add(event(i, Kind.valueOf(words[i - 1]), Origin.valueOf(words[i])));
    }
    return new HistoryFacts(
        "public",
        Optional.empty(),
        Optional.of(events),
        new VersionTable.Free(),
        List.of(),
        1,
        List.of());
  }

  private static HistoryEvent event(int id, Kind kind, Origin origin) {
    return new HistoryEvent(
        id,
        kind,
        Migrations.recorded(id, Migrations.ADDITIVE),
        AppliedBy.UNKNOWN,
        Instant.EPOCH,
        Duration.ZERO,
        Optional.empty(),
        origin,
        "");
  }
}
