package org.ignition.migration.compatibility;

import static org.ignition.migration.compatibility.Histories.ADDITIVE;
import static org.ignition.migration.compatibility.Histories.ADDITIVE_LOSSY;
import static org.ignition.migration.compatibility.Histories.BROKEN_DOWN;
import static org.ignition.migration.compatibility.Histories.DROP;
import static org.ignition.migration.compatibility.Histories.RENAME;
import static org.ignition.migration.compatibility.Histories.leftAt;
import static org.ignition.migration.compatibility.Histories.live;
import static org.ignition.migration.compatibility.Histories.migration;
import static org.ignition.migration.compatibility.Histories.sequences;
import static org.ignition.migration.compatibility.Histories.withoutDown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ignition.migration.Assessment;
import org.ignition.migration.SchemaRange;
import org.ignition.migration.Verdict;
import org.ignition.migration.compatibility.SchemaCompatibility.Additive;
import org.ignition.migration.compatibility.SchemaCompatibility.CannotTell;
import org.ignition.migration.compatibility.SchemaCompatibility.Declared;
import org.ignition.migration.compatibility.SchemaCompatibility.Impossible;
import org.ignition.migration.compatibility.SchemaCompatibility.NeedsDowns;
import org.ignition.migration.history.LiveHistory;
import org.ignition.migration.history.MigrationRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the table in docs/compatibility.md, then what holds for any history. */
class SchemaCompatibilityTest {

  private static SchemaNeed needs(long min, long max) {
    return SchemaNeed.configured(new SchemaRange(min, max));
  }

  private static LiveHistory upTo(long sequence, MigrationRecord... more) {
    return live(
        Stream.concat(
                LongStream.rangeClosed(1, sequence).mapToObj(each -> migration(each, ADDITIVE)),
                Stream.of(more))
            .toArray(MigrationRecord[]::new));
  }

  private static <T extends SchemaCompatibility> T judged(
      Class<T> verdict, LiveHistory live, SchemaNeed need) {
    return assertInstanceOf(verdict, SchemaCompatibility.of(live, need));
  }

  @Test
  void runsWhereItDeclaresTheSchema() {
    Declared declared = judged(Declared.class, upTo(5), needs(1, 7));
    assertEquals(5, declared.version());
    assertTrue(declared.runs());
  }

  @Test
  void runsOnAnEmptyDatabaseIfItDeclaresThat() {
    assertTrue(SchemaCompatibility.of(LiveHistory.EMPTY, needs(0, 7)).runs());
    assertFalse(SchemaCompatibility.of(LiveHistory.EMPTY, needs(1, 7)).runs());
  }

  @Test
  void runsWhereAllAboveIsBackwardCompatible() {
    LiveHistory live = upTo(5, migration(6, ADDITIVE_LOSSY), withoutDown(7, ADDITIVE));
    Additive additive = judged(Additive.class, live, needs(1, 5));
    assertEquals(List.of(7L, 6L), sequences(additive.above()));
    assertTrue(additive.runs());
  }

  @Test
  void needsMigrationsThatAreMissing() {
    Impossible impossible = judged(Impossible.class, upTo(3), needs(5, 7));
    assertEquals(3, assertInstanceOf(Obstacle.MissingUps.class, impossible.obstacle()).version());
    assertTrue(impossible.sentence().contains("up to 3"), impossible.sentence());
  }

  @Test
  void needsItsOwnMigrationsEvenWhereLaterOnesAreIn() {
    LiveHistory live = upTo(3, migration(9, ADDITIVE));
    Impossible impossible = judged(Impossible.class, live, needs(5, 7));
    assertInstanceOf(Obstacle.MissingUps.class, impossible.obstacle());
  }

  @Test
  void needsDownsOfWhatBreaksItAndOfAllAboveThat() {
    LiveHistory live = upTo(5, migration(6, RENAME), migration(7, ADDITIVE_LOSSY));
    NeedsDowns downs = judged(NeedsDowns.class, live, needs(1, 5));
    assertEquals(List.of("0007 step_7", "0006 step_6"), labels(downs.downs()));
    assertEquals(List.of(Fidelity.LOSSY, Fidelity.LOSSLESS), fidelities(downs.downs()));
    assertEquals(5, downs.to());
    assertFalse(downs.isLossless());
    assertFalse(downs.runs());
  }

  @Test
  void keepsWhatItToleratesBelowWhatBreaksIt() {
    LiveHistory live = upTo(5, migration(6, ADDITIVE_LOSSY), migration(7, RENAME));
    NeedsDowns downs = judged(NeedsDowns.class, live, needs(1, 5));
    assertEquals(List.of("0007 step_7"), labels(downs.downs()));
    assertEquals(6, downs.to());
    assertTrue(downs.isLossless(), "the table of 6 and its rows stay");
  }

  @Test
  void undoesWhatNobodyKnowsOnlyTogetherWithWhatBreaksIt() {
    LiveHistory live = upTo(5, migration(6, Assessment.UNKNOWN), migration(7, RENAME));
    NeedsDowns downs = judged(NeedsDowns.class, live, needs(1, 5));
    assertEquals(List.of(Fidelity.LOSSLESS, Fidelity.UNTRIED), fidelities(downs.downs()));
  }

  @Test
  void saysThatADropComesBackEmpty() {
    NeedsDowns downs = judged(NeedsDowns.class, upTo(5, migration(6, DROP)), needs(1, 5));
    assertEquals(List.of(Fidelity.SHAPE_ONLY), fidelities(downs.downs()));
    assertFalse(downs.isLossless());
  }

  @Test
  void hasNoWayBackWithoutAStoredDown() {
    LiveHistory live = upTo(5, withoutDown(6, RENAME), migration(7, ADDITIVE));
    Impossible impossible = judged(Impossible.class, live, needs(1, 5));
    assertEquals(
        List.of(6L),
        sequences(assertInstanceOf(Obstacle.NoWayBack.class, impossible.obstacle()).migrations()));
  }

  @Test
  void hasNoWayBackOverADownThatDoesNotUndo() {
    Impossible impossible =
        judged(Impossible.class, upTo(5, migration(6, BROKEN_DOWN)), needs(1, 5));
    assertInstanceOf(Obstacle.NoWayBack.class, impossible.obstacle());
  }

  @Test
  void cannotTellWhatNobodyObserved() {
    LiveHistory live = upTo(5, migration(6, Assessment.UNKNOWN), migration(7, ADDITIVE));
    CannotTell unknown = judged(CannotTell.class, live, needs(1, 5));
    assertEquals(List.of("0007 step_7", "0006 step_6"), labels(unknown.certain()));
    assertTrue(unknown.sentence().endsWith("backward compatible: 0006 step_6"));
    assertFalse(unknown.runs());
  }

  @Test
  void offersNoDownsThatAreNotThere() {
    LiveHistory live = upTo(5, withoutDown(6, Assessment.UNKNOWN));
    assertEquals(List.of(), judged(CannotTell.class, live, needs(1, 5)).certain());
  }

  @Test
  void cannotTellWithoutARange() {
    assertFalse(judged(CannotTell.class, upTo(5), SchemaNeed.unknown()).why().isEmpty());
  }

  @Test
  void cannotTellWhereAMigrationWasLeftUnfinished() {
    LiveHistory live = leftAt(migration(6, ADDITIVE), upTo(5));
    assertTrue(judged(CannotTell.class, live, needs(1, 7)).why().contains("0006 step_6"));
  }

  @Test
  void tellsWhetherTheRunningReleaseMayGoOn() {
    SchemaNeed running = SchemaNeed.running(upTo(5));
    assertTrue(after(running, migration(6, ADDITIVE)).runs());
    assertFalse(after(running, migration(6, ADDITIVE), migration(7, DROP)).runs());
    assertFalse(after(running, migration(6, Assessment.UNKNOWN)).runs());
  }

  private static SchemaCompatibility after(SchemaNeed need, MigrationRecord... pending) {
    return SchemaCompatibility.of(Prospect.afterApplying(List.of(pending), upTo(5)), need);
  }

  private static List<String> labels(List<Down> downs) {
    return downs.stream().map(Down::label).toList();
  }

  private static List<Fidelity> fidelities(List<Down> downs) {
    return downs.stream().map(Down::fidelity).toList();
  }

  // --- what holds for any history and any range

  /** A history with gaps, and a range that may lie anywhere beside it. */
  record Case(long seed, LiveHistory live, SchemaNeed.Known need) {

    static Case of(long seed) {
      Random random = new Random(seed);
      List<MigrationRecord> applied = new ArrayList<>();
      for (long sequence = 1; sequence <= 10; sequence++) {
        if (random.nextInt(5) > 0) {
          applied.add(any(sequence, random));
        }
      }
      long min = random.nextInt(11);
      SchemaRange range = new SchemaRange(min, min + random.nextInt(5));
      return new Case(
          seed,
          Histories.live(applied.toArray(MigrationRecord[]::new)),
          new SchemaNeed.Known(range, SchemaNeed.Source.METADATA));
    }

    private static MigrationRecord any(long sequence, Random random) {
      List<Assessment> assessments =
          List.of(
              ADDITIVE, ADDITIVE, ADDITIVE_LOSSY, RENAME, DROP, BROKEN_DOWN, Assessment.UNKNOWN);
      Assessment assessment = assessments.get(random.nextInt(assessments.size()));
      return random.nextInt(4) > 0
          ? migration(sequence, assessment)
          : withoutDown(sequence, assessment);
    }

    SchemaCompatibility verdict() {
      return SchemaCompatibility.of(live, need);
    }

    @Override
    public String toString() {
      return "seed " + seed;
    }
  }

  static Stream<Case> cases() {
    return LongStream.range(0, 500).mapToObj(Case::of);
  }

  @Test
  void casesHoldEveryVerdict() {
    assertEquals(5, cases().map(each -> each.verdict().getClass()).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void runsOnceTheDownsHaveRun(Case any) {
    switch (any.verdict()) {
      case NeedsDowns(var downs, var to) -> assertRunsAfter(downs, to, any);
      case CannotTell(_, var certain) when !certain.isEmpty() ->
          assertRunsAfter(certain, certain.getLast().migration().sequence() - 1, any);
      case Declared _, Additive _, Impossible _, CannotTell _ -> {}
    }
  }

  private static void assertRunsAfter(List<Down> downs, long to, Case any) {
    LiveHistory left = Prospect.afterUndoing(to, any.live());
    assertEquals(any.live().applied().size() - downs.size(), left.applied().size());
    assertTrue(SchemaCompatibility.of(left, any.need()).runs());
    assertTrue(downs.stream().allMatch(each -> each.migration().migration().down().isPresent()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void needsNoDownThatItCouldDoWithout(Case any) {
    if (any.verdict() instanceof NeedsDowns(var downs, _)) {
      long oneLess = downs.getLast().migration().sequence();
      LiveHistory left = Prospect.afterUndoing(oneLess, any.live());
      assertFalse(SchemaCompatibility.of(left, any.need()).runs());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void undoesNewestFirstAndOnlyAboveTheRange(Case any) {
    if (any.verdict() instanceof NeedsDowns(var downs, var to)) {
      List<Long> order = downs.stream().map(each -> each.migration().sequence()).toList();
      assertEquals(order.stream().sorted((a, b) -> Long.compare(b, a)).toList(), order);
      assertEquals(any.live().schemaVersion(), OptionalLong.of(order.getFirst()));
      assertTrue(order.getLast() > any.need().range().max());
      assertTrue(to < order.getLast());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverRunsOverWhatIsNotKnownToBeTolerated(Case any) {
    if (any.verdict().runs()) {
      assertTrue(
          any.live().above(any.need().range().max()).stream()
              .allMatch(each -> each.migration().assessment().backwardCompatible() == Verdict.YES));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void runsOnForeverAsMoreIsAdded(Case any) {
    LiveHistory more = Prospect.afterApplying(List.of(migration(100, ADDITIVE)), any.live());
    if (any.verdict().runs() && any.need().range().max() < 100) {
      assertTrue(SchemaCompatibility.of(more, any.need()).runs());
    }
  }
}
