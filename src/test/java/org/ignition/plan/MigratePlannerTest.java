package org.ignition.plan;

import static org.ignition.testing.Migrations.ADDITIVE;
import static org.ignition.testing.Migrations.DESTRUCTIVE;
import static org.ignition.testing.Migrations.applied;
import static org.ignition.testing.Migrations.pair;
import static org.ignition.testing.Migrations.pending;
import static org.ignition.testing.Migrations.recorded;
import static org.ignition.testing.Migrations.unfinished;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.ignition.backup.BackupOrder.Proof;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.Problem;
import org.ignition.migration.Assessment;
import org.ignition.migration.MigrationPhase;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.history.AppliedBy;
import org.ignition.migration.history.AppliedMigration;
import org.ignition.migration.history.HistoryEvent;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.ignition.migration.history.Origin;
import org.ignition.migration.history.PendingMigration;
import org.ignition.migration.history.Repair;
import org.ignition.migration.history.Sequences;
import org.ignition.migration.history.Unfinished;
import org.ignition.plan.MigrateFacts.UndoCost;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigratePlannerTest {

  private static final MigrateRequest EXPAND = request(MigrationPhase.EXPAND, false);

  private static MigrateRequest request(MigrationPhase phase, boolean drained) {
    return new MigrateRequest(phase, Optional.empty(), drained, false, false, Optional.empty());
  }

  private static MigrateRequest to(String version) {
    return down(version, false, false);
  }

  private static MigrateRequest down(String version, boolean allowDown, boolean allowLoss) {
    return new MigrateRequest(
        MigrationPhase.EXPAND,
        Optional.of(MigrationVersion.of(version)),
        false,
        allowDown,
        allowLoss,
        Optional.empty());
  }

  private static MigrateRequest repaired(Repair repair) {
    return new MigrateRequest(
        MigrationPhase.EXPAND, Optional.empty(), false, false, false, Optional.of(repair));
  }

  /** Facts that a test changes one by one. */
  private static final class Facts {
    private LiveHistory live = LiveHistory.EMPTY;
    private List<HistoryEvent> adopted = List.of();
    private List<PendingMigration> pending = List.of();
    private List<Problem> disagreements = List.of();
    private boolean prepared = true;
    private boolean view;
    private boolean holdsTables = true;
    private boolean checksIntegrity;
    private Optional<HistoryEvent> firstRunEnd = Optional.empty();
    private Optional<Problem> backupProblem = Optional.empty();
    private Optional<Proof> proof = Optional.empty();
    private Map<Long, UndoCost> undoing = Map.of();
    private OnData onData = OnData.UNKNOWN;
    private String classifiedBy = "rehearsed now";

    Facts live(long newest) {
      live =
          new LiveHistory(
              LongStream.rangeClosed(1, newest).mapToObj(n -> applied(n, ADDITIVE)).toList(),
              live.unfinished());
      undoing =
          LongStream.rangeClosed(1, newest)
              .boxed()
              .collect(Collectors.toMap(n -> n, _ -> UndoCost.NOTHING));
      return this;
    }

    Facts holding(List<AppliedMigration> applied) {
      live = new LiveHistory(applied, live.unfinished());
      return this;
    }

    Facts halfway(Unfinished unfinished) {
      live = new LiveHistory(live.applied(), List.of(unfinished));
      return this;
    }

    Facts pending(PendingMigration... migrations) {
      pending = List.of(migrations);
      return this;
    }

    Facts undoing(Map<Long, UndoCost> costs) {
      undoing = costs;
      return this;
    }

    Plan<MigrateStep> plan(MigrateRequest request) {
      return MigratePlanner.plan(
          new MigrateFacts(
              "shop at db:5432",
              live,
              sequences(),
              "this tool's own",
              adopted,
              pending,
              Map.of("0003 step3", classifiedBy),
              disagreements,
              prepared,
              view,
              holdsTables,
              firstRunEnd,
              checksIntegrity,
              new MigrateFacts.BackupMeans(backupProblem, proof),
              undoing,
              onData,
              List.of()),
          request);
    }

    private Sequences sequences() {
      List<MigrationVersion> versions = new ArrayList<>();
      live.applied().forEach(each -> versions.add(each.migration().version()));
      pending.forEach(each -> versions.add(each.recorded().version()));
      return Sequences.of(versions, Map.of());
    }

    IgnitionException refused(MigrateRequest request) {
      return assertThrows(IgnitionException.class, () -> plan(request));
    }
  }

  private static List<String> titles(Plan<MigrateStep> plan) {
    return plan.steps().stream().map(Step::title).toList();
  }

  @Test
  void hasNothingToDoWhenNothingIsPending() {
    Plan<MigrateStep> plan = new Facts().live(2).plan(EXPAND);
    assertEquals(List.of(), plan.steps());
    assertFalse(plan.changesAnything());
    assertEquals("migrate · shop at db:5432 · schema 2", plan.intent());
  }

  @Nested
  class Up {

    @Test
    void preparesBacksUpAppliesAndReadsBack() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE), pending(4, ADDITIVE));
      facts.prepared = false;
      facts.view = true;
      assertEquals(
          List.of(
              "make the table of applied migrations, and the view schema_migrations",
              "take a backup",
              "apply 0003 step3, 0004 step4",
              "read back that the schema is at 4"),
          titles(facts.plan(EXPAND)));
    }

    @Test
    void saysWhoClassifiedWhat() {
      Plan<MigrateStep> plan = new Facts().live(2).pending(pending(3, ADDITIVE)).plan(EXPAND);
      assertTrue(
          plan.notes().contains("0003 step3: additive, rehearsed now"), plan.notes().toString());
    }

    @Test
    void stopsExpandingAtTheFirstThatTheRunningVersionMayNotTolerate() {
      Plan<MigrateStep> plan =
          new Facts()
              .live(2)
              .pending(pending(3, ADDITIVE), pending(4, DESTRUCTIVE), pending(5, ADDITIVE))
              .plan(EXPAND);
      assertEquals("apply 0003 step3", titles(plan).get(1));
      assertTrue(plan.notes().stream().anyMatch(note -> note.startsWith("0004 step4 waits")));
      assertTrue(plan.notes().stream().anyMatch(note -> note.startsWith("0005 step5 waits")));
    }

    @Test
    void hasNothingToExpandWhereTheFirstContracts() {
      Plan<MigrateStep> plan = new Facts().live(2).pending(pending(3, DESTRUCTIVE)).plan(EXPAND);
      assertEquals(List.of(), plan.steps());
    }

    @Test
    void refusesToExpandByWhatNobodyObserved() {
      IgnitionException refused =
          new Facts()
              .live(2)
              .pending(pending(3, ADDITIVE), pending(4, Assessment.UNKNOWN))
              .refused(EXPAND);
      assertEquals(ErrorCode.PHASE_REFUSED, refused.code());
      assertEquals("db/migrations/0004_step4.sql", refused.problem().at().orElseThrow().toString());
    }

    @Test
    void saysWhatKeptItFromBeingObserved() {
      Facts facts = new Facts().live(2).pending(pending(3, Assessment.UNKNOWN));
      facts.classifiedBy = "the rehearsal failed at 0003_step3.sql:1: no table \"orders\"";
      assertEquals(
          "It is not known what 0003 step3 does to the version that runs: "
              + "the rehearsal failed at 0003_step3.sql:1: no table \"orders\"",
          facts.refused(EXPAND).problem().what());
    }

    @Test
    void appliesAnythingToANewDatabase() {
      Facts facts = new Facts().pending(pending(1, Assessment.UNKNOWN), pending(2, DESTRUCTIVE));
      facts.holdsTables = false;
      Plan<MigrateStep> plan = facts.plan(EXPAND);
      assertEquals(
          List.of("apply 0001 step1, 0002 step2", "read back that the schema is at 2"),
          titles(plan));
      assertEquals(
          "no version runs on the database before its first run has ended",
          applying(plan).reason());
    }

    @Test
    void appliesTheRestOfAFirstRunThatWasCutShort() {
      Facts facts =
          new Facts().live(1).pending(pending(2, Assessment.UNKNOWN), pending(3, DESTRUCTIVE));
      facts.firstRunEnd = firstRunEnd();
      MigrateStep.ApplyMigrations apply = applying(facts.plan(EXPAND));
      assertEquals("apply 0002 step2, 0003 step3", apply.title());
      assertEquals(
          List.of(Origin.FIRST_RUN, Origin.IGNITION),
          apply.pending().stream().map(PendingMigration::origin).toList());
    }

    @Test
    void marksAFirstRunThatHasMoreToCome() {
      Facts facts = new Facts().pending(pending(1, ADDITIVE), pending(2, ADDITIVE));
      facts.holdsTables = false;
      assertEquals(
          List.of(Origin.FIRST_RUN, Origin.IGNITION),
          applying(facts.plan(EXPAND)).pending().stream().map(PendingMigration::origin).toList());
      facts.holdsTables = true;
      assertEquals(
          List.of(Origin.IGNITION, Origin.IGNITION),
          applying(facts.plan(EXPAND)).pending().stream().map(PendingMigration::origin).toList());
    }

    @Test
    void endsAFirstRunThatWasCutShortWhereNothingMoreIsToCome() {
      Facts facts = new Facts().live(1);
      facts.firstRunEnd = firstRunEnd();
      assertEquals(List.of("record 0001 step1 as applied"), titles(facts.plan(EXPAND)));
    }

    private static Optional<HistoryEvent> firstRunEnd() {
      return Optional.of(
          HistoryEvent.stated(
              HistoryEvent.Kind.APPLIED,
              applied(1, ADDITIVE).migration(),
              AppliedBy.UNKNOWN,
              Origin.IGNITION,
              ""));
    }

    private static MigrateStep.ApplyMigrations applying(Plan<MigrateStep> plan) {
      return plan.steps().stream()
          .filter(MigrateStep.ApplyMigrations.class::isInstance)
          .map(MigrateStep.ApplyMigrations.class::cast)
          .findFirst()
          .orElseThrow();
    }

    @Test
    void doesNotTakeADatabaseWithTablesForANewOne() {
      Facts facts = new Facts().pending(pending(1, Assessment.UNKNOWN));
      assertEquals(ErrorCode.PHASE_REFUSED, facts.refused(EXPAND).code());
    }

    @Test
    void contractsOnlyWhenOlderVersionsAreSaidToBeGone() {
      Facts facts = new Facts().live(2).pending(pending(3, DESTRUCTIVE));
      IgnitionException refused = facts.refused(request(MigrationPhase.CONTRACT, false));
      assertEquals(ErrorCode.PHASE_REFUSED, refused.code());
      assertTrue(refused.problem().advice().contains("drained: true"));
      assertEquals(
          "apply 0003 step3", titles(facts.plan(request(MigrationPhase.CONTRACT, true))).get(1));
    }

    @Test
    void contractsWithoutAskingWhereEverythingIsTolerated() {
      Plan<MigrateStep> plan =
          new Facts()
              .live(2)
              .pending(pending(3, ADDITIVE))
              .plan(request(MigrationPhase.CONTRACT, false));
      assertEquals("apply 0003 step3", titles(plan).get(1));
    }

    @Test
    void appliesEverythingWhereNothingRuns() {
      Plan<MigrateStep> plan =
          new Facts()
              .live(2)
              .pending(pending(3, DESTRUCTIVE), pending(4, Assessment.UNKNOWN))
              .plan(MigrateRequest.ALL);
      assertEquals("apply 0003 step3, 0004 step4", titles(plan).get(1));
    }

    @ParameterizedTest
    @CsvSource({"3,3", "0003,3", "4,4"})
    void stopsWhereItIsTold(String named, long reached) {
      Plan<MigrateStep> plan =
          new Facts()
              .live(2)
              .pending(pending(3, ADDITIVE), pending(4, ADDITIVE), pending(5, ADDITIVE))
              .plan(to(named));
      assertEquals("read back that the schema is at " + reached, titles(plan).getLast());
    }

    @Test
    void isDoneWhereItIsToldToStop() {
      assertEquals(
          List.of(), new Facts().live(2).pending(pending(3, ADDITIVE)).plan(to("2")).steps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "2.1", "99999999999999999999"})
    void refusesToStopWhereNothingIs(String named) {
      IgnitionException refused =
          new Facts().live(2).pending(pending(3, ADDITIVE)).refused(to(named));
      assertEquals(ErrorCode.SCHEMA_TARGET_UNKNOWN, refused.code());
      assertTrue(refused.problem().advice().endsWith("3, 2, 1"), refused.problem().advice());
    }

    @Test
    void refusesAScriptThatEndsItsTransaction() {
      IgnitionException refused =
          new Facts()
              .live(2)
              .pending(pending(pair(3, "CREATE TABLE a ();\nCOMMIT;", "DROP TABLE a"), ADDITIVE))
              .refused(EXPAND);
      assertEquals(InputException.class, refused.getClass());
      assertEquals(
          "db/migrations/0003_step3.sql:2:1", refused.problem().at().orElseThrow().toString());
    }

    @Test
    void looksAfterAFileBeforeAndAfter() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE));
      facts.checksIntegrity = true;
      assertEquals(
          List.of(
              "check the integrity of the file",
              "take a backup",
              "apply 0003 step3",
              "check the integrity of the file",
              "read back that the schema is at 3"),
          titles(facts.plan(EXPAND)));
    }

    @Test
    void takesNoBackupOfAnEmptyDatabase() {
      Facts facts = new Facts().live(2).pending(pending(3, DESTRUCTIVE));
      facts.holdsTables = false;
      assertEquals("apply 0003 step3", titles(facts.plan(MigrateRequest.ALL)).getFirst());
    }

    @Test
    void refusesOnlyWhatWouldFailNowOnTheDataThatIsThere() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE), pending(4, DESTRUCTIVE));
      Problem fails = Problem.of(ErrorCode.MIGRATION_FAILED, "0004 fails on the data", "", "");
      facts.onData = new OnData(List.of("0003 runs, 41 s"), Map.of("0004 step4", fails));
      assertTrue(facts.plan(EXPAND).notes().contains("0003 runs, 41 s"));
      assertEquals(ErrorCode.MIGRATION_FAILED, facts.refused(MigrateRequest.ALL).code());
    }

    @Test
    void provesABackupBeforeWhatMayLoseSomething() {
      Facts facts = new Facts().live(2).pending(pending(3, DESTRUCTIVE));
      assertEquals(Proof.RESTORE, taken(facts.plan(MigrateRequest.ALL)).proof());
      facts.proof = Optional.of(Proof.LIST);
      assertEquals(Proof.LIST, taken(facts.plan(MigrateRequest.ALL)).proof());
      facts.pending(pending(3, ADDITIVE));
      facts.proof = Optional.of(Proof.RESTORE);
      assertEquals(Proof.RESTORE, taken(facts.plan(EXPAND)).proof());
    }

    private static MigrateStep.TakeBackup taken(Plan<MigrateStep> plan) {
      return (MigrateStep.TakeBackup) plan.steps().getFirst();
    }

    @Test
    void goesOnWithoutABackupOnlyWhereNothingIsAtRisk() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE));
      facts.backupProblem =
          Optional.of(
              Problem.of(ErrorCode.BACKUP_CLIENT_UNUSABLE, "pg_dump is missing", "", "Install it"));
      Plan<MigrateStep> plan = facts.plan(EXPAND);
      assertEquals("apply 0003 step3", titles(plan).getFirst());
      assertTrue(plan.notes().stream().anyMatch(note -> note.contains("pg_dump is missing")));
      facts.pending(pending(3, DESTRUCTIVE));
      assertEquals(ErrorCode.BACKUP_CLIENT_UNUSABLE, facts.refused(MigrateRequest.ALL).code());
    }

    @Test
    void adoptsBeforeItApplies() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE));
      facts.adopted = List.of(adoption(recorded(1, ADDITIVE)), adoption(recorded(2, ADDITIVE)));
      assertEquals("record 0001 step1, 0002 step2 as applied", titles(facts.plan(EXPAND)).get(0));
    }

    private static HistoryEvent adoption(MigrationRecord migration) {
      return new HistoryEvent(
          0,
          HistoryEvent.Kind.APPLIED,
          migration,
          AppliedBy.UNKNOWN,
          Instant.EPOCH,
          Duration.ZERO,
          Optional.empty(),
          Origin.TABLE,
          "");
    }
  }

  @Nested
  class Disagreements {

    @Test
    void refusesWhatDoesNotBelongTogetherAndNamesAllOfIt() {
      Facts facts = new Facts().live(2).pending(pending(3, ADDITIVE));
      facts.disagreements =
          List.of(
              Problem.of(ErrorCode.HISTORY_DISAGREES, "0001 was edited", "Nobody knows", "Undo it"),
              Problem.of(ErrorCode.HISTORY_DISAGREES, "0002 is missing", "Nobody knows", "Find"));
      IgnitionException refused = facts.refused(EXPAND);
      assertEquals(PolicyException.class, refused.getClass());
      assertEquals("0001 was edited", refused.problem().what());
      assertEquals("Nobody knows. Besides: 0002 is missing", refused.problem().why());
    }

    @Test
    void refusesToGoOnFromWhatIsUnfinished() {
      Facts facts = new Facts().live(2).halfway(unfinished(3, false));
      IgnitionException refused = facts.refused(EXPAND);
      assertEquals(ErrorCode.HISTORY_UNFINISHED, refused.code());
      assertTrue(refused.problem().why().endsWith("statement 2 of 2 failed"));
      assertTrue(refused.problem().advice().contains("pg_stat_activity"));
    }

    @Test
    void asksNobodyToLookForSessionsOfAFile() {
      Facts facts = new Facts().live(2).halfway(unfinished(3, false));
      facts.checksIntegrity = true;
      assertEquals(
          "Finish its statements or undo them by hand, then run again with `repair: applied` or"
              + " `repair: undone`",
          facts.refused(EXPAND).problem().advice());
    }

    @Test
    void recordsWhatAPersonSaysOfIt() {
      Facts facts = new Facts().live(2).halfway(unfinished(3, false)).pending(pending(3, ADDITIVE));
      assertEquals(
          List.of(
              "record that 0003 step3 is undone",
              "take a backup",
              "apply 0003 step3",
              "read back that the schema is at 3"),
          titles(facts.plan(repaired(Repair.UNDONE))));
    }

    @Test
    void refusesToRepairWhatIsWhole() {
      assertEquals(
          ErrorCode.INPUT_INVALID, new Facts().live(2).refused(repaired(Repair.APPLIED)).code());
    }
  }

  @Nested
  class Down {

    @Test
    void takesWhatNobodyLookedAtForALoss() {
      Facts facts = new Facts().live(3).undoing(Map.of());
      assertEquals(ErrorCode.DATA_LOSS_REFUSED, facts.refused(down("2", true, false)).code());
    }

    @Test
    void undoesNewestFirstAfterABackup() {
      Plan<MigrateStep> plan = new Facts().live(4).plan(down("2", true, false));
      assertEquals(
          List.of(
              "take a backup, and prove that it restores",
              "undo 0004 step4",
              "undo 0003 step3",
              "read back that the schema is at 2"),
          titles(plan));
      assertTrue(((MigrateStep.TakeBackup) plan.steps().getFirst()).required());
    }

    @Test
    void needsNoFilesOfWhatItUndoes() {
      Facts facts = new Facts().live(4);
      facts.disagreements =
          List.of(Problem.of(ErrorCode.HISTORY_DISAGREES, "0004 has no file", "", ""));
      Plan<MigrateStep> plan = facts.plan(down("3", true, false));
      assertEquals("undo 0004 step4", titles(plan).get(1));
      assertTrue(plan.notes().contains("0004 has no file"));
    }

    @Test
    void undoesEverything() {
      Plan<MigrateStep> plan = new Facts().live(2).plan(down("0", true, false));
      assertEquals(
          new MigrateStep.ConfirmVersion(
              OptionalLong.empty(), "the application asks for the highest version when it starts"),
          plan.steps().getLast());
    }

    @Test
    void goesForwardOnlyUnlessTold() {
      IgnitionException refused = new Facts().live(4).refused(to("2"));
      assertEquals(ErrorCode.UNDO_REFUSED, refused.code());
      assertTrue(refused.problem().what().contains("0004 step4, 0003 step3"));
    }

    @Test
    void losesDataOnlyWhenTold() {
      Facts facts =
          new Facts()
              .live(3)
              .undoing(
                  Map.of(
                      3L,
                      new UndoCost(List.of("table t3 and its 4 rows"), true, List.of("edited"))));
      IgnitionException refused = facts.refused(down("2", true, false));
      assertEquals(ErrorCode.DATA_LOSS_REFUSED, refused.code());
      assertEquals("Undoing would lose table t3 and its 4 rows", refused.problem().what());
      Plan<MigrateStep> plan = facts.plan(down("2", true, true));
      assertEquals("loses table t3 and its 4 rows", plan.steps().get(1).reason());
      assertTrue(plan.notes().contains("edited"));
    }

    @Test
    void neverTakesWhatCannotBeToldForNothing() {
      Facts facts =
          new Facts().live(3).undoing(Map.of(3L, new UndoCost(List.of(), false, List.of())));
      IgnitionException refused = facts.refused(down("2", true, false));
      assertEquals(ErrorCode.DATA_LOSS_REFUSED, refused.code());
      assertEquals(
          "Undoing would lose what 0003 step3 holds, which can't be told",
          refused.problem().what());
    }

    @Test
    void saysNoMoreOfWhatMayGoThanIsKnown() {
      Facts facts =
          new Facts()
              .live(3)
              .undoing(
                  Map.of(3L, new UndoCost(List.of("up to 4 rows of table t3"), false, List.of())));
      IgnitionException refused = facts.refused(down("2", true, false));
      assertEquals(ErrorCode.DATA_LOSS_REFUSED, refused.code());
      assertEquals("Undoing would lose up to 4 rows of table t3", refused.problem().what());
    }

    @Test
    void refusesWhereNoScriptIsStored() {
      MigrationRecord whole = recorded(2, ADDITIVE);
      MigrationRecord without =
          new MigrationRecord(
              2,
              whole.version(),
              whole.name(),
              whole.file(),
              whole.upChecksum(),
              Optional.empty(),
              ADDITIVE);
      Facts facts = new Facts().holding(List.of(applied(1, ADDITIVE), applied(without)));
      IgnitionException refused = facts.refused(down("1", true, true));
      assertEquals(ErrorCode.UNDO_IMPOSSIBLE, refused.code());
      assertTrue(refused.problem().what().contains("0002 step2"));
    }
  }
}
