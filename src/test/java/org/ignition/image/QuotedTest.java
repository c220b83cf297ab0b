package org.ignition.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void escapesWhatWouldBreakOrTurnALine() {
    assertEquals(
        "\"a\\u000ab\\u001b[31m\\u202eltr\\u2066\\u2028\"",
        Quoted.of("a\nb\u001b[31m\u202eltr\u2066\u2028"));
  }

  @Test
  void leavesOtherScriptsAsTheyAre() {
    String text = "日本 é 👩‍🚀 שלום";
    assertEquals('"' + text + '"', Quoted.of(text));
  }

  @Test
  void cutsByCharactersAndSaysSo() {
    assertEquals("😀😀😀", Quoted.line("😀".repeat(3), 3));
    assertEquals("😀😀😀…", Quoted.line("😀".repeat(4), 3));
  }
}
