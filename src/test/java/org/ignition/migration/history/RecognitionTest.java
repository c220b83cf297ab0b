package org.ignition.migration.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.migration.Assessment;
import org.ignition.migration.Layout;
import org.ignition.migration.MigrationSet;
import org.ignition.migration.history.ForeignHistory.Sqlx.Row;
import org.ignition.migration.history.HistoryEvent.Kind;
import org.ignition.testing.MemoryTree;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecognitionTest {

  private final MigrationSet set = ToldHistory.folder(5);

  private ToldHistory history() {
    return new ToldHistory(set);
  }

  private static List<String> applied(Recognition recognition) {
    Recognition.Told told = assertInstanceOf(Recognition.Told.class, recognition);
    return told.live().applied().stream().map(each -> each.migration().version().text()).toList();
  }

  private static List<String> unrecorded(Recognition recognition) {
    Recognition.Told told = assertInstanceOf(Recognition.Told.class, recognition);
    return told.unrecorded().stream()
        .map(each -> each.kind() + " " + each.migration().version() + " by " + each.origin())
        .toList();
  }

  private static Problem refused(ErrorCode code, Recognition recognition) {
    Problem problem = assertInstanceOf(Recognition.Refused.class, recognition).problem();
    assertEquals(code, problem.code(), problem::toString);
    return problem;
  }

  private static Problem untold(Recognition recognition) {
    return refused(ErrorCode.HISTORY_UNRECOGNISED, recognition);
  }

  private static final List<String> NONE = List.of();
  private static final List<String> ALL = List.of("0001", "0002", "0003", "0004", "0005");
  private static final List<String> THREE = ALL.subList(0, 3);

  @Nested
  class OfADatabaseWithoutHistory {

    @Test
    void holdsNothingWhenItIsEmpty() {
      Recognition recognition = history().recognised();

      assertEquals(NONE, applied(recognition));
      assertEquals(
          "The database is empty: it has no tables and no history",
          recognition.source().sentence());
    }

    @Test
    void holdsNothingWhenAnEarlierRunOnlyMadeTheTables() {
      assertEquals(NONE, applied(history().flywayTable().recognised()));
    }

    @Test
    void needsABaselineWhenItHasTables() {
      Recognition recognition = history().tables(37).recognised();

      Problem problem = untold(recognition);
      assertEquals(
          "What was applied cannot be told: The database has 37 tables (public.users …), but no"
              + " history that says how they came there",
          problem.what());
      assertTrue(problem.advice().contains("`baseline: 0005`"), problem.advice());
      assertTrue(problem.advice().contains("`baseline: none`"), problem.advice());
    }

    @Test
    void believesABaseline() {
      Recognition recognition = history().tables(37).recognised("3");

      assertEquals(THREE, applied(recognition));
      assertEquals(
          List.of(
              "applied 0001 by baseline", "applied 0002 by baseline", "applied 0003 by baseline"),
          unrecorded(recognition));
      assertTrue(
          recognition.source().sentence().endsWith("baseline says that all up to 3 is applied"));
    }

    @Test
    void believesThatNothingWasApplied() {
      assertEquals(NONE, applied(history().tables(37).recognised("none")));
      assertEquals(NONE, applied(history().tables(37).recognised("0")));
      assertEquals(NONE, unrecorded(history().tables(37).recognised("0")));
    }

    @Test
    void takesZeroForAVersionWhereThereIsOne() {
      MigrationSet fromZero = ToldHistory.folder("0000", "0001");

      assertEquals(List.of("0000"), applied(new ToldHistory(fromZero).tables(1).recognised("0")));
    }

    @Test
    void refusesABaselineOfAnEmptyDatabase() {
      untold(history().recognised("3"));
    }

    @Test
    void refusesABaselineThatNoMigrationHas() {
      Problem problem =
          refused(ErrorCode.SCHEMA_TARGET_UNKNOWN, history().tables(1).recognised("9"));

      assertTrue(problem.advice().contains("0001, 0002"), problem.advice());
    }

    @Test
    void namesAToolThatIsNotRead() {
      Problem problem = untold(history().other("alembic_version", "Alembic").recognised());

      assertTrue(
          problem.what().contains("alembic_version is the table of Alembic"), problem.what());
    }

    @Test
    void needsABaselineWhenATableOfRowsIsEmpty() {
      untold(history().tables(3).rows().recognised());
    }

    @Test
    void fillsAnEmptyTableOfRowsFromABaseline() {
      assertEquals(THREE, applied(history().tables(3).rows().recognised("3")));
    }
  }

  @Nested
  class OfOurs {

    @Test
    void goesOnFromWhatIsRecorded() {
      Recognition recognition = history().oursUpTo(3).tables(3).recognised();

      assertEquals(THREE, applied(recognition));
      assertEquals(NONE, unrecorded(recognition));
      assertEquals(
          "ignition_migrations and flyway_schema_history record 3 applied migrations, the newest"
              + " 0003",
          recognition.source().sentence());
    }

    @Test
    void doesNotMindABaselineThatItKnows() {
      assertEquals(THREE, applied(history().oursUpTo(3).recognised("2")));
    }

    @Test
    void refusesABaselineAboveIt() {
      Problem problem = untold(history().oursUpTo(3).recognised("5"));

      assertTrue(problem.what().contains("0004, 0005"), problem.what());
    }

    @Test
    void refusesThatNothingWasApplied() {
      untold(history().oursUpTo(3).recognised("none"));
    }

    @Test
    void leavesWhatIsUnfinishedToThePlan() {
      Recognition.Told told =
          assertInstanceOf(
              Recognition.Told.class,
              history().oursUpTo(2).event(Kind.BEGUN, "0003").recognised("3"));

      assertEquals(1, told.live().unfinished().size());
    }

    @Test
    void doesNotNeedTheFilesOfNewerMigrations() {
      assertEquals(THREE, applied(new ToldHistory(ToldHistory.folder(2)).oursUpTo(3).recognised()));
    }

    @Test
    void keepsATableInStep() {
      assertEquals(THREE, applied(history().oursUpTo(3).rows("1", "2", "3").recognised()));
      assertEquals(THREE, applied(history().oursUpTo(3).golangMigrate("3", false).recognised()));
    }

    @Test
    void doesNotCallATableThatWeKeepAnotherHistory() {
      assertInstanceOf(
          HistorySource.Ours.class,
          history().oursUpTo(3).rows("1", "2", "3").recognised().source());
    }

    @Test
    void refusesARowThatSomebodyAdded() {
      Problem problem = untold(history().oursUpTo(3).rows("1", "2", "3", "4").recognised());

      assertEquals(
          "Two histories disagree about what was applied; only the latter has 0004",
          problem.what());
    }

    @Test
    void adoptsARowThatSomebodyAddedWhenABaselineSaysSo() {
      Recognition recognition = history().oursUpTo(3).rows("1", "2", "3", "4").recognised("4");

      assertEquals(ALL.subList(0, 4), applied(recognition));
      assertEquals(List.of("applied 0004 by baseline"), unrecorded(recognition));
    }

    @Test
    void removesARowThatSomebodyAddedWhenABaselineSaysSo() {
      Recognition recognition = history().oursUpTo(3).rows("1", "2", "3", "4").recognised("3");

      assertEquals(THREE, applied(recognition));
      assertEquals(List.of("undone 0004 by baseline"), unrecorded(recognition));
    }

    @Test
    void undoesWhatSomebodyUndidByHandWhenABaselineSaysSo() {
      untold(history().oursUpTo(3).rows("1", "2").recognised());
      Recognition recognition = history().oursUpTo(3).rows("1", "2").recognised("2");

      assertEquals(ALL.subList(0, 2), applied(recognition));
      assertEquals(List.of("undone 0003 by baseline"), unrecorded(recognition));
    }

    @Test
    void refusesABaselineBelowWhatAllAgreeOn() {
      Problem problem = untold(history().oursUpTo(3).rows("1", "2", "3", "4").recognised("1"));

      assertTrue(problem.what().contains("0002, 0003"), problem.what());
    }

    @Test
    void fillsATableThatIsNewAndEmpty() {
      Recognition recognition = history().oursUpTo(3).rows().recognised();

      assertEquals(
          List.of(
              "applied 0001 by ignition", "applied 0002 by ignition", "applied 0003 by ignition"),
          unrecorded(recognition));
    }

    @Test
    void followsFlywayThatWentOnAloneAndBringsTheTableInStep() {
      Recognition recognition =
          history().oursUpTo(2).flyway("0003", "SQL", true).rows("1", "2").recognised();

      assertEquals(THREE, applied(recognition));
      assertEquals(List.of("applied 0003 by flyway"), unrecorded(recognition));
    }

    @Test
    void refusesWhenFlywaysTableIsGone() {
      Problem problem =
          untold(history().event(Kind.APPLIED, "0001").event(Kind.APPLIED, "0002").recognised());

      assertTrue(problem.what().contains("flyway_schema_history is missing"), problem.what());
    }

    @Test
    void writesAllAgainWhenABaselineReplacesFlywaysTable() {
      Recognition recognition =
          history().event(Kind.APPLIED, "0001").event(Kind.APPLIED, "0002").recognised("2");

      assertEquals(
          List.of("applied 0001 by ignition", "applied 0002 by ignition"), unrecorded(recognition));
    }

    @Test
    void remarksOnATableThatCannotBeKept() {
      Recognition.Told told =
          assertInstanceOf(
              Recognition.Told.class,
              history().oursUpTo(1).unusable("it has no column version").recognised());

      assertEquals(
          List.of("schema_migrations cannot be kept in step: it has no column version"),
          told.remarks());
    }

    private static List<String> remarks(Recognition recognition) {
      return assertInstanceOf(Recognition.Told.class, recognition).remarks();
    }

    private static MigrationSet folder(String second) {
      return Folders.read(
          new MemoryTree().file("db/0001_a.sql", "SELECT 1;").file("db/0002_b.sql", second),
          Layout.SEED);
    }

    @Test
    void remarksOnALaterFileThatMeetsOurView() {
      ToldHistory history = new ToldHistory(folder("INSERT INTO schema_migrations VALUES (2);"));

      assertEquals(
          List.of(
              "schema_migrations is a view of ignition_migrations that cannot be created again or"
                  + " written to, as 0002_b.sql would: take these statements out, or begin them"
                  + " with DROP VIEW IF EXISTS schema_migrations"),
          remarks(history.oursUpTo(1).view().recognised()));
      assertEquals(
          NONE,
          remarks(history.event(Kind.APPLIED, "0002").flyway("0002", "SQL", true).recognised()));
    }

    @Test
    void remarksThatNothingWillMakeWhatTheApplicationAsks() {
      assertEquals(
          List.of(
              "schema_migrations gets no view, for 0002_b.sql has to do with that name, and no file"
                  + " that is still to run makes the table: an application that asks it for the"
                  + " schema's version has nothing to read"),
          remarks(
              new ToldHistory(folder("DROP TABLE IF EXISTS schema_migrations;"))
                  .oursUpTo(1)
                  .recognised()));
    }

    @Test
    void saysNothingWhereAFileWillMakeTheTableOrNoneUsesIt() {
      MigrationSet making = folder("CREATE TABLE schema_migrations (version int);");

      assertEquals(NONE, remarks(new ToldHistory(making).oursUpTo(1).recognised()));
      assertEquals(1, remarks(new ToldHistory(making).oursUpTo(2).recognised()).size());
      assertEquals(NONE, remarks(history().oursUpTo(1).recognised()));
      assertEquals(NONE, remarks(history().oursUpTo(1).view().recognised()));
    }

    @Test
    void refusesADirtyTableOfGolangMigrate() {
      refused(
          ErrorCode.HISTORY_UNFINISHED,
          history().oursUpTo(3).golangMigrate("4", true).recognised());
    }

    @Test
    void mindsOnlyWhatSqlxDidSince() {
      assertEquals(
          THREE,
          applied(history().oursUpTo(3).sqlx(new Row(1, true), new Row(2, false)).recognised()));
      untold(history().oursUpTo(3).sqlx(new Row(1, true), new Row(4, true)).recognised());
    }
  }

  @Nested
  class OfFlywayAlone {

    @Test
    void adoptsItsRows() {
      Recognition recognition = history().flywayUpTo(3).tables(3).recognised();

      assertEquals(THREE, applied(recognition));
      assertEquals(3, unrecorded(recognition).size());
      assertTrue(recognition.source().sentence().contains("Flyway ran without this tool"));
    }

    @Test
    void refusesATableThatSaysSomethingElse() {
      untold(history().flywayUpTo(3).rows("1", "2").recognised());
      untold(history().flywayUpTo(3).golangMigrate("2", false).recognised());
      untold(history().flywayUpTo(3).sqlx(new Row(1, true)).recognised());
    }
  }

  @Nested
  class OfGolangMigrate {

    @Test
    void holdsAllUpToItsVersion() {
      Recognition recognition = history().tables(3).golangMigrate("3", false).recognised();

      assertEquals(THREE, applied(recognition));
      assertEquals(
          List.of(
              "applied 0001 by golang-migrate",
              "applied 0002 by golang-migrate",
              "applied 0003 by golang-migrate"),
          unrecorded(recognition));
      Recognition.Told told = assertInstanceOf(Recognition.Told.class, recognition);
      assertEquals(Assessment.UNKNOWN, told.live().applied().getFirst().migration().assessment());
    }

    @Test
    void holdsNothingWithoutARow() {
      assertEquals(NONE, applied(history().tables(1).golangMigrate("", false).recognised()));
    }

    @Test
    void refusesADirtyVersionAndSaysWhatToDo() {
      Problem problem =
          refused(
              ErrorCode.HISTORY_UNFINISHED,
              history().tables(3).golangMigrate("3", true).recognised());

      assertEquals("golang-migrate left version 3 unfinished (dirty)", problem.what());
      assertTrue(problem.advice().contains("`baseline: 3` when it is finished"), problem.advice());
      assertTrue(problem.advice().contains("`baseline: 0002` when it is undone"), problem.advice());
    }

    @Test
    void believesABaselineAboutADirtyVersion() {
      assertEquals(THREE, applied(history().tables(3).golangMigrate("3", true).recognised("3")));
      assertEquals(
          ALL.subList(0, 2), applied(history().tables(3).golangMigrate("3", true).recognised("2")));
      untold(history().tables(3).golangMigrate("3", true).recognised("1"));
    }

    @Test
    void refusesADirtyFirstVersion() {
      Problem problem =
          refused(
              ErrorCode.HISTORY_UNFINISHED,
              history().tables(1).golangMigrate("-1", true).recognised());

      assertFalse(problem.advice().contains("-1"), problem.advice());
      assertTrue(problem.advice().contains("`baseline: none`"), problem.advice());
      assertTrue(problem.advice().contains("`baseline: 0001`"), problem.advice());
    }

    @Test
    void refusesAVersionThatTheFolderDoesNotHave() {
      Problem problem =
          refused(
              ErrorCode.HISTORY_DISAGREES,
              history().tables(3).golangMigrate("7", false).recognised());

      assertTrue(problem.what().endsWith("no file in db has: 7"), problem.what());
    }
  }

  @Nested
  class OfSqlx {

    @Test
    void holdsItsRows() {
      Recognition recognition =
          history().tables(2).sqlx(new Row(1, true), new Row(2, true)).recognised();

      assertEquals(ALL.subList(0, 2), applied(recognition));
      assertEquals(
          List.of("applied 0001 by sqlx", "applied 0002 by sqlx"), unrecorded(recognition));
    }

    @Test
    void refusesARowThatFailed() {
      Problem problem =
          refused(
              ErrorCode.HISTORY_UNFINISHED,
              history().sqlx(new Row(1, true), new Row(2, false)).recognised());

      assertTrue(
          problem.advice().contains("`DELETE FROM _sqlx_migrations WHERE version = 0002`"),
          problem.advice());
    }

    @Test
    void refusesAnotherProjectsRows() {
      refused(
          ErrorCode.HISTORY_DISAGREES, history().sqlx(new Row(20240101000000L, true)).recognised());
    }

    @Test
    void refusesATableThatSaysSomethingElse() {
      untold(history().sqlx(new Row(1, true)).rows("0001", "0002").recognised());
    }
  }

  @Nested
  class OfRowsByHand {

    @Test
    void holdsThemWhateverTheirZeros() {
      assertEquals(THREE, applied(history().tables(3).rows("1", "02", "0003").recognised()));
    }

    @Test
    void refusesHoles() {
      Problem problem = untold(history().tables(3).rows("0001", "0002", "0005").recognised());

      assertEquals(
          "schema_migrations has a row for 0005, but none for 0003, 0004 below it", problem.what());
    }

    @Test
    void believesABaselineAboutHoles() {
      Recognition recognition = history().tables(3).rows("0001", "0002", "0005").recognised("5");

      assertEquals(ALL, applied(recognition));
      untold(history().tables(3).rows("0001", "0002", "0005").recognised("2"));
    }

    @Test
    void findsOrdinalsThatWereWrittenInARunBefore() {
      ToldHistory history = new ToldHistory(ToldHistory.flywayFolder("1.0", "1.1", "2"));
      history.event(Kind.APPLIED, "1.0", Origin.IGNITION, 1).flyway("1.0", "SQL", true);
      history.event(Kind.APPLIED, "1.1", Origin.IGNITION, 2).flyway("1.1", "SQL", true);

      assertEquals(List.of("1.0", "1.1"), applied(history.integers("1", "2").recognised()));
      assertEquals(NONE, unrecorded(history.recognised()));
      assertEquals(List.of("1.0", "1.1"), applied(history.golangMigrate("2", false).recognised()));
    }

    @Test
    void believesIntegersThatCanMeanTwoThingsOnlyWithABaseline() {
      ToldHistory history =
          new ToldHistory(ToldHistory.flywayFolder("1", "1.1", "2")).tables(3).integers("1", "2");

      Problem problem = untold(history.recognised());

      assertEquals(
          "schema_migrations holds integers that can be versions or the numbers of migrations in"
              + " their order: 2",
          problem.what());
      assertEquals(List.of("1", "1.1"), applied(history.recognised("1.1")));
    }

    @Test
    void refusesIntegersThatAreNoOrdinal() {
      refused(
          ErrorCode.HISTORY_DISAGREES,
          new ToldHistory(ToldHistory.flywayFolder("14", "14.1"))
              .tables(3)
              .integers("14")
              .recognised("14"));
    }

    @Test
    void refusesRowsThatNoFileHas() {
      Problem problem =
          refused(
              ErrorCode.HISTORY_DISAGREES,
              history().tables(3).rows("0001", "0009", "0x1b\u001b[2J").recognised("1"));

      assertTrue(
          problem.what().endsWith("no file in db has: 0009, 0x1b\\u001b[2J"), problem.what());
    }
  }

  @Test
  void readsBaselinesAsPeopleWriteThem() {
    assertEquals(Baseline.NOT_GIVEN, Baseline.parse("  ").orElseThrow());
    assertEquals(Baseline.NOTHING, Baseline.parse("None").orElseThrow());
    assertTrue(Baseline.parse("0015").isPresent());
    assertTrue(Baseline.parse("2.1").isPresent());
    assertTrue(Baseline.parse("latest").isEmpty());
    assertTrue(Baseline.parse("-1").isEmpty());
  }
}
