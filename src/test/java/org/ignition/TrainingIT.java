package org.ignition;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingIT {

  /** It throws when one of its runs fails. */
  @Test
  void trainsByRunsThatEndWell() throws Exception {
    assertDoesNotThrow(Training::releases);
    assertDoesNotThrow(Training::databases);
    assertTrue(Training.migrations(), "no server was started");
  }
}
