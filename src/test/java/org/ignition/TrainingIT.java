package org.ignition;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class TrainingIT {

  /** It throws when one of its runs fails. */
  @Test
  void trainsByRunsThatEndWell() {
    assertDoesNotThrow(Training::releases);
    assertDoesNotThrow(Training::migrations);
    assertDoesNotThrow(Training::databases);
  }
}
