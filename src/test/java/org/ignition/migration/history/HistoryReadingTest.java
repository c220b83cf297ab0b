package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Test;

class HistoryReadingTest {

  private final MigrationSet set = ToldHistory.folder(5);

  @Test
  void holdsNothingWhereNothingIsWritten() {
    HistoryReading reading = history().reading();

    assertEquals(LiveHistory.EMPTY, reading.live());
    assertEquals(List.of(), reading.unrecorded());
  }

  @Test
  void believesTheNewestEventOfEachVersion() {
    HistoryReading reading =
        history().oursUpTo(3).event(Kind.UNDONE, "0003").flyway("0003", "DELETE", true).reading();

    assertEquals(List.of("0001", "0002"), applied(reading));
    assertEquals(OptionalLong.of(2), reading.live().schemaVersion());
    assertEquals(List.of(), reading.unrecorded());
  }

  @Test
  void appliesAgainWhatWasUndone() {
    HistoryReading reading =
        history()
            .oursUpTo(2)
            .event(Kind.UNDONE, "0002")
            .flyway("0002", "DELETE", true)
            .event(Kind.APPLIED, "0002")
            .flyway("0002", "SQL", true)
            .reading();

    assertEquals(List.of("0001", "0002"), applied(reading));
  }

  @Test
  void adoptsWhatOnlyFlywayHolds() {
    HistoryReading reading = history().oursUpTo(1).flyway("2", "SQL", true).reading();

    AppliedMigration adopted = reading.live().applied().getLast();
    assertEquals("0002", adopted.migration().version().text(), "as the file has it");
    assertEquals(Origin.FLYWAY, adopted.origin());
    assertEquals(Assessment.UNKNOWN, adopted.migration().assessment());
    assertEquals(Optional.empty(), adopted.migration().upChecksum(), "nobody knows what ran");
    assertTrue(adopted.migration().down().isPresent(), "the folder says what undoes it");
    assertEquals("postgres", adopted.by().actor());
    assertEquals(List.of("applied 0002 step"), unrecorded(reading));
    assertEquals(ToldHistory.THEN, reading.unrecorded().getFirst().at());
  }

  @Test
  void holdsAllBelowABaselineOfFlyway() {
    HistoryReading reading = history().flyway("3", "BASELINE", true).reading();

    assertEquals(List.of("0001", "0002", "0003"), applied(reading));
  }

  @Test
  void holdsABaselineThatNoFileHas() {
    MigrationSet later = ToldHistory.folder("0010");
    HistoryReading reading = new ToldHistory(later).flyway("9", "BASELINE", true).reading();

    assertEquals(List.of("9"), applied(reading));
    assertEquals("", reading.live().applied().getFirst().migration().file());
  }

  @Test
  void leavesScriptsWithoutVersionAside() {
    HistoryFacts facts = history().oursUpTo(1).facts();
    FlywayRow repeatable =
        new FlywayRow(
            9,
            Optional.empty(),
            "views",
            "SQL",
            "R__views.sql",
            OptionalInt.empty(),
            "postgres",
            ToldHistory.THEN,
            true);
    List<FlywayRow> rows = new ArrayList<>(facts.flyway().orElseThrow());
    rows.add(repeatable);
    HistoryFacts more =
        new HistoryFacts(
            "public",
            Optional.of(rows),
            facts.events(),
            facts.versionTable(),
            List.of(),
            0,
            List.of());

    assertEquals(List.of("0001"), applied(HistoryReading.of(more, set)));
  }

  @Test
  void withdrawsWhatFlywayDoesNotHoldAnyMore() {
    HistoryReading reading = history().oursUpTo(3).flyway("0003", "DELETE", true).reading();

    assertEquals(List.of("0001", "0002"), applied(reading));
    assertEquals(List.of("undone 0003 step"), unrecorded(reading));
    assertEquals(1, reading.remarks().size());
    assertTrue(reading.remarks().getFirst().startsWith("0003 step: "));
  }

  @Test
  void withdrawsWhatAnEditionOfFlywayUndid() {
    HistoryReading reading = history().oursUpTo(3).flyway("0003", "UNDO_SQL", true).reading();

    assertEquals(List.of("0001", "0002"), applied(reading));
  }

  @Test
  void withdrawsWhatSomebodyTookOutOfFlywaysTable() {
    HistoryReading reading =
        history().flywayUpTo(1).event(Kind.APPLIED, "0001").event(Kind.APPLIED, "0002").reading();

    assertEquals(List.of("0001"), applied(reading));
    assertEquals(List.of("undone 0002 step"), unrecorded(reading));
  }

  @Test
  void leavesUnfinishedWhatBeganAndNeverEnded() {
    HistoryReading reading = history().oursUpTo(1).event(Kind.BEGUN, "0002").reading();

    assertEquals(List.of("0001"), applied(reading));
    assertEquals(List.of("0002 up"), unfinished(reading));
  }

  @Test
  void leavesUnfinishedWhatFailed() {
    HistoryReading reading =
        history()
            .oursUpTo(1)
            .event(Kind.BEGUN, "0002")
            .event(Kind.FAILED, "0002")
            .flyway("0002", "SQL", false)
            .reading();

    assertEquals(List.of("0002 up"), unfinished(reading));
    assertEquals("statement 2 failed", reading.live().unfinished().getFirst().remark());
  }

  @Test
  void leavesUnfinishedWhatOnlyFlywaySaysFailed() {
    HistoryReading reading = history().oursUpTo(1).flyway("0002", "SQL", false).reading();

    assertEquals(List.of("0002 up"), unfinished(reading));
  }

  @Test
  void leavesUnfinishedWhatDiedBeforeFlywayWroteItsRow() {
    HistoryReading reading =
        history().oursUpTo(1).event(Kind.BEGUN, "0002").event(Kind.APPLIED, "0002").reading();

    assertEquals(List.of("0001"), applied(reading));
    assertEquals(List.of("0002 up"), unfinished(reading));
    assertTrue(reading.live().unfinished().getFirst().remark().contains("ran to its end"));
  }

  @Test
  void leavesUnfinishedWhatWasBeingUndone() {
    HistoryReading begun = history().oursUpTo(2).event(Kind.UNDO_BEGUN, "0002").reading();
    HistoryReading failed =
        history()
            .oursUpTo(2)
            .event(Kind.UNDO_BEGUN, "0002")
            .event(Kind.UNDO_FAILED, "0002")
            .reading();

    assertEquals(List.of("0002 down"), unfinished(begun));
    assertEquals(List.of("0001"), applied(begun));
    assertEquals(List.of("0002 down"), unfinished(failed));
  }

  @Test
  void finishesAnUndoThatFlywayKnows() {
    HistoryReading reading =
        history()
            .oursUpTo(2)
            .event(Kind.UNDO_BEGUN, "0002")
            .flyway("0002", "DELETE", true)
            .reading();

    assertEquals(List.of(), unfinished(reading));
    assertEquals(List.of("undone 0002 step"), unrecorded(reading));
  }

  @Test
  void appliesWhatARepairSaid() {
    HistoryReading applied =
        history()
            .oursUpTo(1)
            .event(Kind.BEGUN, "0002")
            .event(Kind.FAILED, "0002")
            .event(Kind.APPLIED, "0002", Origin.REPAIR, 2)
            .flyway("0002", "SQL", true)
            .reading();
    HistoryReading undone =
        history()
            .oursUpTo(1)
            .event(Kind.FAILED, "0002")
            .event(Kind.UNDONE, "0002", Origin.REPAIR, 2)
            .reading();

    assertEquals(List.of("0001", "0002"), applied(applied));
    assertEquals(List.of(), unfinished(applied));
    assertEquals(List.of("0001"), applied(undone));
    assertEquals(List.of(), unfinished(undone));
  }

  @Test
  void adoptsWhatFlywayAppliedAfterWeUndidIt() {
    HistoryReading reading =
        history()
            .oursUpTo(2)
            .event(Kind.UNDONE, "0002")
            .flyway("0002", "DELETE", true)
            .flyway("0002", "SQL", true)
            .reading();

    assertEquals(Origin.FLYWAY, reading.live().applied().getLast().origin());
    assertEquals(List.of("applied 0002 step"), unrecorded(reading));
  }

  @Test
  void sortsVersionsByNumberAndKeepsRememberedSequences() {
    MigrationSet dotted = ToldHistory.flywayFolder("1.0", "1.2", "1.10");
    HistoryReading reading =
        new ToldHistory(dotted)
            .flyway("1.0", "SQL", true)
            .flyway("1.2", "SQL", true)
            .event(Kind.APPLIED, "1.0", Origin.IGNITION, 1)
            .event(Kind.APPLIED, "1.2", Origin.IGNITION, 2)
            .flyway("1.10", "SQL", true)
            .reading();

    assertEquals(List.of("1.0", "1.2", "1.10"), applied(reading));
    assertEquals(OptionalLong.of(3), reading.live().schemaVersion());
  }

  @Test
  void comparesVersionsAsDieselDoes() {
    MigrationSet diesel =
        Folders.read(
            new MemoryTree()
                .file("db/20260101_a/up.sql", "SELECT 1;")
                .file("db/2026010112_b/up.sql", "SELECT 1;")
                .file("db/20260102_c/up.sql", "SELECT 1;"),
            Layout.DIESEL);
    LiveHistory live =
        new ToldHistory(diesel)
            .flyway("20260101", "SQL", true)
            .flyway("2026010112", "SQL", true)
            .event(Kind.APPLIED, "20260101", Origin.IGNITION, 1)
            .event(Kind.APPLIED, "2026010112", Origin.IGNITION, 2)
            .reading()
            .live();

    assertEquals(OptionalLong.of(2), live.schemaVersion());
    assertEquals(List.of(), Discrepancy.of(live, diesel), "the third is newer than both");
    assertTrue(live.find(diesel.migrations().get(1).version()).isPresent());
  }

  @Test
  void believesTheCompanionTableAloneWhereFlywaysIsEmpty() {
    HistoryReading reading =
        history().event(Kind.APPLIED, "0001").event(Kind.APPLIED, "0002").reading();

    assertEquals(List.of("0001", "0002"), applied(reading));
  }

  @Test
  void leavesAsideARowOfFlywayThatHasNoVersion() {
    HistoryReading reading = history().flyway("v\u001b[31m", "SQL", true).reading();

    assertEquals(List.of(), applied(reading));
    assertEquals(
        List.of(
            "flyway_schema_history has a row of version \"v\\u001b[31m\", which is no version: it"
                + " is left aside"),
        reading.remarks());
  }

  private ToldHistory history() {
    return new ToldHistory(set);
  }

  private static List<String> applied(HistoryReading reading) {
    return reading.live().applied().stream()
        .map(each -> each.migration().version().text())
        .toList();
  }

  private static List<String> unfinished(HistoryReading reading) {
    return reading.live().unfinished().stream()
        .map(each -> each.migration().version() + (each.undoing() ? " down" : " up"))
        .toList();
  }

  private static List<String> unrecorded(HistoryReading reading) {
    return reading.unrecorded().stream()
        .map(each -> each.kind() + " " + each.migration().label())
        .toList();
  }
}
