package org.ignition.migration.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ignition.migration.loss.LossEstimate.MigrationLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded from counts. */
class LossVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "EXACT, 0, NOTHING",
    "EXACT, 1, SOME",
    "ABOUT, 0, UNKNOWN",
    "ABOUT, 1, SOME",
    "AT_LEAST, 1, SOME",
    "AT_MOST, 0, NOTHING",
    "AT_MOST, 1, UNKNOWN",
    "UNKNOWN, 0, UNKNOWN"
  })
  void takesNothingUnknownForNothing(Exactness exactness, long count, LossVerdict verdict) {
    assertEquals(verdict, new Loss("it", count, exactness, false).verdict());
    assertEquals(LossVerdict.NOTHING, new Loss("it", count, exactness, true).verdict());
  }

  @Test
  void letsSomeOutweighUnknownAndUnknownNothing() {
    Loss none = new Loss("none", 0, Exactness.EXACT, false);
    Loss unknown = new Loss("unknown", 0, Exactness.UNKNOWN, false);
    Loss some = new Loss("some", 1, Exactness.EXACT, false);
    assertEquals(LossVerdict.NOTHING, verdict());
    assertEquals(LossVerdict.NOTHING, verdict(none, none));
    assertEquals(LossVerdict.UNKNOWN, verdict(none, unknown, none));
    assertEquals(LossVerdict.SOME, verdict(unknown, some, unknown));
  }

  private static LossVerdict verdict(Loss... losses) {
    List<MigrationLoss> migrations =
        List.of(losses).stream().map(loss -> new MigrationLoss("m", List.of(loss))).toList();
    return new LossEstimate(migrations).verdict();
  }
}
