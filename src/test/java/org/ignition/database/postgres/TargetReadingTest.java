package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ignition.database.DatabaseUse;
import org.ignition.database.TargetFacts;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.IgnitionException;
import org.junit.jupiter.api.Test;

/** Which servers can be migrated. */
class TargetReadingTest {

  private static TargetReading reading(int major, String version) {
    TargetFacts facts = new TargetFacts("PostgreSQL", major, version, "shop", "ann", "public", 1);
    return new TargetReading(facts, true, false, false, false, true);
  }

  @Test
  void refusesWhatIsOlderThanThirteen() {
    IgnitionException refused =
        assertThrows(
            IgnitionException.class,
            () -> reading(12, "12.22").check("shop at db", DatabaseUse.CHANGE));
    assertEquals(ErrorCode.DATABASE_VERSION_UNSUPPORTED, refused.code());
    assertEquals("The server of shop at db is PostgreSQL 12.22", refused.problem().what());
  }

  @Test
  void takesThirteenAndNewer() {
    assertDoesNotThrow(() -> reading(13, "13.1").check("shop at db", DatabaseUse.CHANGE));
    assertDoesNotThrow(() -> reading(21, "21devel").check("shop at db", DatabaseUse.CHANGE));
  }
}
