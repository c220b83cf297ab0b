package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Text in SQL, and names that need no quotes. */
class IdentifierTest {

  private static final InstantSource NOW = () -> Instant.ofEpochSecond(1_700_000_000);

  @Test
  void quotesNamesAndValues() {
    assertEquals("\"a\"\"b\"", Identifier.quoted("a\"b"));
    assertEquals("E'it\\'s \\\\'", Identifier.literal("it's \\"));
  }

  @Test
  void makesNamesThatAreToldFromOthers() {
    RandomNames names = new RandomNames(new SecureRandom(), NOW);
    assertTrue(names.next().matches("ignition_rehearsal_6553f100_[0-9a-f]{16}"));
    assertTrue(names.password().matches("[A-Za-z0-9_-]{32}"));
  }

  @Test
  void tellsHowOldANameIs() {
    String name = new RandomNames(new SecureRandom(), NOW).next();
    RandomNames later = new RandomNames(new SecureRandom(), () -> NOW.instant().plusSeconds(60));
    assertTrue(later.isOlder(name, Duration.ofSeconds(59)));
    assertFalse(later.isOlder(name, Duration.ofSeconds(60)));
    assertFalse(later.isOlder("shop", Duration.ZERO));
    assertFalse(later.isOlder(name + "_too", Duration.ZERO));
  }
}
