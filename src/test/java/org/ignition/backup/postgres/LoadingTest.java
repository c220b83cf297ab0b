package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.backup.BackupContents;
import org.junit.jupiter.api.Test;

/** Which way rows go into a scratch database. */
class LoadingTest {

  private static Loading loading(Map<String, Long> rows, int entries) {
    return Loading.of(
        Optional.of(new BackupContents(17, new TreeMap<>(), new TreeMap<>(rows))), entries);
  }

  @Test
  void takesTwoJobsForTablesOfSomeSize() {
    assertEquals(Loading.PARALLEL, loading(Map.of("a", 500L, "b", 300L, "c", 200L), 12));
    assertEquals(Loading.PARALLEL, loading(Map.of("a", 86L, "b", 14L), 12));
  }

  @Test
  void takesOneTransactionForATableThatIsNearlyAll() {
    assertEquals(Loading.ONE_TRANSACTION, loading(Map.of("a", 88L, "b", 12L), 12));
    assertEquals(Loading.ONE_TRANSACTION, loading(Map.of("a", 1L, "b", 0L), 12));
    assertEquals(Loading.ONE_TRANSACTION, loading(Map.of(), 0));
  }

  @Test
  void takesNoTransactionThatLocksMoreThanAServerHasRoomFor() {
    assertEquals(Loading.PARALLEL, loading(Map.of("a", 1000L), 5001));
  }

  @Test
  void takesTwoJobsWhereNobodySaysWhatThereIs() {
    assertEquals(Loading.PARALLEL, Loading.of(Optional.empty(), 12));
  }
}
