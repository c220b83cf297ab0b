package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** Text in SQL, and names that need no quotes. */
class IdentifierTest {

  @Test
  void quotesNamesAndValues() {
    assertEquals("\"a\"\"b\"", Identifier.quoted("a\"b"));
    assertEquals("E'it\\'s \\\\'", Identifier.literal("it's \\"));
  }

  @Test
  void makesNamesThatAreToldFromOthers() {
    RandomNames names = new RandomNames(new SecureRandom());
    assertTrue(names.next().matches("ignition_rehearsal_[0-9a-f]{16}"));
    assertTrue(names.password().matches("[A-Za-z0-9_-]{32}"));
  }
}
