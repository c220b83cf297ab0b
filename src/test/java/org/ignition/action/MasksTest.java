package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MasksTest {

  @Test
  void coversTheFormsThatALogCouldShow() {
    assertEquals(
        Set.of("p@ss word", "p%40ss+word", "p%40ss%20word", "cEBzcyB3b3Jk", "dTpwQHNzIHdvcmQ="),
        Masks.ofLogin("u", "p@ss word"));
  }

  @Test
  void masksLinesOfALongSecretButNotItsBraces() {
    Set<String> masks = Masks.of("{\n  \"key\": \"abc\"\n}\n");
    assertTrue(masks.contains("\"key\": \"abc\""));
    assertFalse(masks.contains("}"));
    assertTrue(masks.stream().noneMatch(mask -> mask.contains("\n")));
  }

  @Test
  void masksAShortSecretOfOneLine() {
    assertTrue(Masks.of("abc\n").contains("abc"));
  }

  @Test
  void masksNothingForNothing() {
    assertEquals(Set.of(), Masks.of(""));
    assertFalse(Masks.of("  \n").contains(""));
  }
}
