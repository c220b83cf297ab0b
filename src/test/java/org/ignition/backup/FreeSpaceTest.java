package org.ignition.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeSpaceTest {

  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "2000, 1000, ENOUGH, ENOUGH",
    "1007, 1000, TIGHT, HOPELESS",
    "108, 1000, TIGHT, HOPELESS",
    "107, 1000, HOPELESS, HOPELESS",
    "7, 0, HOPELESS, HOPELESS",
    "8, 0, ENOUGH, ENOUGH"
  })
  void knowsWhatMayFit(long free, long size, FreeSpace dump, FreeSpace copy) {
    assertEquals(dump, FreeSpace.forDump(free * MIB, size * MIB));
    assertEquals(copy, FreeSpace.forCopy(free * MIB, size * MIB));
  }
}
