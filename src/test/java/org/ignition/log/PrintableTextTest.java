package org.ignition.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ignition.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {

  @Test
  void splitsAtEveryKindOfLineEnd() {
    assertEquals(List.of("a", "b", "c", "", "d"), PrintableText.lines("a\nb\r\nc\r\rd"));
  }

  @Test
  void endsALineWithItsLastLineEnd() {
    assertEquals(List.of("a"), PrintableText.lines("a\n"));
    assertEquals(List.of(""), PrintableText.lines(""));
    assertEquals(List.of(""), PrintableText.lines("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001b[31mred\u001b[0m', red",
    "'\u001b]0;title\u0007shown', shown",
    "'\u001b]8;;http://evil\u001b\\link', link",
    "'\u009b2Jgone', gone",
    "'\u001bcreset', reset",
    "'bell\u0007\u0000', bell",
    "'a\u001b[3\u001b[31m1mb', a[31mb",
    "'right\u202eleft', rightleft",
    "'soft\u00adhyphen', softhyphen",
  })
  void removesWhatMovesOrHides(String text, String shown) {
    assertEquals(shown, PrintableText.oneLine(text));
  }

  @Test
  void keepsTabsAndEmoji() {
    assertEquals("a\tb 👨‍👩‍👧 é", PrintableText.oneLine("a\tb 👨‍👩‍👧 é"));
  }

  @Test
  void replacesHalfASurrogatePair() {
    assertEquals("\ufffdx\ufffd", PrintableText.oneLine("\ud83dx\ude00"));
  }

  @Test
  void leavesOnlyPrintableCharactersInHostileText() {
    HostileText.all()
        .flatMap(text -> PrintableText.lines(text).stream())
        .forEach(line -> assertTrue(line.codePoints().allMatch(PrintableText::isPrintable), line));
  }

  @Test
  void staysFastOnManyUnfinishedSequences() {
    String text = "\u001b]\u001b[".repeat(200_000);
    assertFalse(PrintableText.oneLine(text).contains("\u001b"));
  }
}
