package org.ignition.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchPatternTest {

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, maint, false",
    "main, Main, false",
    "release/*, release/1.2, true",
    "release/*, release/1/2, false",
    "release/*, release/, true",
    "release/**, release/1/2, true",
    "**, a/b, true",
    "**/x, a/b/x, true",
    "**/x, x, false",
    "***, a/b, true",
    "*-lts*, 1-lts, true",
    "*-lts*, 1-lt, false",
    "*a*b, xaybzb, true",
    "v?.x, v1.x, true",
    "v?.x, v12.x, false",
    "v?.x, v1yx, false",
    "1.x, 1yx, false",
    "1.*, 1yx, false",
    "a+b, aab, false",
  })
  void matches(String glob, String branch, boolean expected) {
    assertEquals(expected, new BranchPattern(glob).matches(branch));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a\nb",
        "refs/heads/main",
        "a~1",
        "a^",
        "a:b",
        "a\\b",
        "[ab]",
      })
  void refusesWhatNoBranchIsCalled(String glob) {
    assertThrows(InputException.class, () -> new BranchPattern(glob));
  }

  @Test
  void endsOnHostileNames() {
    BranchPattern pattern = new BranchPattern("*a".repeat(50) + "b");
    assertFalse(pattern.matches("a".repeat(250)));
  }
}
