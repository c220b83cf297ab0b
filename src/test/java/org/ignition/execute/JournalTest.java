package org.ignition.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ignition.execute.Journal.Outcome;
import org.ignition.plan.BuildStep;
import org.ignition.plan.Step;
import org.ignition.testing.ReleaseFixture;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Step INSPECT = new BuildStep.InspectImage("why");
  private static final Step BIND =
      new BuildStep.BindTags(ReleaseFixture.SHOP, List.of(ReleaseFixture.FULL), "why");
  private static final Step WRITE = new BuildStep.WriteMetadata(Path.of("m.json"), "why");

  private final Journal journal = new Journal();

  private void done(Step step) {
    journal.record(step, Outcome.DONE, Duration.ZERO, "");
  }

  private void failed(Step step) {
    journal.record(step, Outcome.FAILED, Duration.ZERO, "");
  }

  @Test
  void namesWhatWasNeverBegun() {
    done(INSPECT);
    failed(BIND);
    journal.close(List.of(INSPECT, BIND, WRITE));
    assertEquals(
        List.of(Outcome.DONE, Outcome.FAILED, Outcome.NOT_BEGUN),
        journal.entries().stream().map(Journal.Entry::outcome).toList());
    assertEquals(WRITE, journal.entries().getLast().step());
  }

  @Test
  void hasNoVisibleEffectBeforeANameIsBound() {
    done(INSPECT);
    failed(BIND);
    assertFalse(journal.hasVisibleEffects());
  }

  @Test
  void hasAVisibleEffectOnceANameIsBound() {
    done(BIND);
    failed(WRITE);
    assertTrue(journal.hasVisibleEffects());
  }

  @Test
  void doesNotTakeWhatIsUnderWayForNothing() {
    done(INSPECT);
    journal.begin(BIND);
    assertEquals(Outcome.UNDER_WAY, journal.entries().getLast().outcome());
    assertFalse(journal.hasVisibleEffects());
    assertTrue(journal.mayHaveVisibleEffects());
    failed(BIND);
    assertEquals(2, journal.entries().size());
    assertFalse(journal.mayHaveVisibleEffects());
  }

  @Test
  void addsNothingWhenAllWasDone() {
    done(INSPECT);
    journal.close(List.of(INSPECT));
    assertEquals(1, journal.entries().size());
  }
}
