package org.ignition.image.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.function.Executable;

/** Asserts that an archive is refused, and that its user is told why and what to do. */
final class Refused {

  private Refused() {}

  static void assertRefused(ErrorCode code, String why, Executable reading) {
    InputException refused = assertThrows(InputException.class, reading);
    assertEquals(code, refused.code(), refused.problem().toString());
    assertTrue(refused.problem().toString().contains(why), refused.problem().toString());
    assertFalse(refused.problem().advice().isEmpty());
  }
}
