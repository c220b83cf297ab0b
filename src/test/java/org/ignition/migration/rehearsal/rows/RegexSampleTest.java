package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSampleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-z]+$",
        "^[A-Z]{3}$",
        "^\\d{4}-(0[1-9]|1[0-2])$",
        "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$",
        "^(?:https?|ftp)://.+$",
        "^#[0-9a-fA-F]{6}$",
        "^\\+[1-9]\\d{1,14}$",
        "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        "^(?!x)[]a-]*$",
        "^a|b$",
        "^v[0-9]+\\.[0-9]+\\.[0-9]+$"
      })
  void makesTextsThatMatch(String pattern) {
    for (int ordinal = 1; ordinal <= 3; ordinal++) {
      String text = RegexSample.of(pattern, ordinal).orElseThrow();
      assertTrue(text.matches("(?s).*(" + pattern.replace("[]a-]", "[\\]a-]") + ").*"), text);
    }
  }

  @Test
  void makesOtherTextsForOtherOrdinals() {
    assertNotEquals(RegexSample.of("^[a-z]{3}$", 1), RegexSample.of("^[a-z]{3}$", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a{", "a)", "\\", "[[:alpha:", "a{x}", "a{99999}", "a{9,"})
  void givesUpOnWhatItCannotRead(String pattern) {
    assertEquals(Optional.empty(), RegexSample.of(pattern, 1));
  }
}
