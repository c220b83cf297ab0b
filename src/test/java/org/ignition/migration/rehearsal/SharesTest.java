package org.ignition.migration.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ignition.migration.Migration;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static List<Migration> history(int length) {
    return IntStream.range(0, length)
        .mapToObj(n -> Migration.unversioned(Pairs.script(n + ".sql", "SELECT " + n)))
        .toList();
  }

  @Test
  void leavesShortHistoriesWhole() {
    assertEquals(Optional.empty(), Shares.of(history(99), _ -> true));
  }

  @Test
  void countsOnlyWhatIsRehearsed() {
    List<Migration> history = history(2_000);
    assertEquals(Optional.empty(), Shares.of(history, Shares.only(history.subList(1_901, 2_000))));
  }

  @Test
  void givesTheSecondServerLessAsItHasToCatchUp() {
    List<Migration> history = history(200);
    Shares shares = Shares.of(history, _ -> true).orElseThrow();
    assertEquals(history.subList(0, 110), shares.first());
    assertEquals(history.subList(0, 110), shares.chosen());
    assertEquals(history.subList(110, 200), shares.later());
  }

  @Test
  void appliesWhatIsBeforeTheFirstOfEachPart() {
    List<Migration> history = history(300);
    Shares shares = Shares.of(history, Shares.only(history.subList(200, 300))).orElseThrow();
    assertEquals(history.subList(0, 255), shares.first());
    assertEquals(history.subList(200, 255), shares.chosen());
    assertEquals(history.subList(255, 300), shares.later());
  }

  @Test
  void acceptsTheSameMigrationsAndNoEqualOnes() {
    assertTrue(Shares.only(List.of()).negate().test(history(1).getFirst()));
    List<Migration> one = history(1);
    assertTrue(Shares.only(one).test(one.getFirst()));
    assertFalse(Shares.only(one).test(history(1).getFirst()));
  }
}
