package org.ignition.migration.rehearsal.rows;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckHintsTest {

  @Test
  void takesConstantsOfLists() {
    List<String> hints = hints("(status = ANY (ARRAY['draft'::text, 'it''s'::text]))", "text");
    assertTrue(hints.containsAll(List.of("draft", "it's")), hints.toString());
  }

  @Test
  void takesNumbersAndTheirNeighbours() {
    List<String> hints = hints("((a > 5000) AND (b < '-7'::integer))", "int4");
    assertTrue(hints.containsAll(List.of("5001", "5000", "4999", "-8")), hints.toString());
  }

  @Test
  void makesTextsOfTheLengthThatIsAskedFor() {
    List<String> hints = hints("(length(a) = 64)", "text");
    assertTrue(hints.stream().anyMatch(text -> text.length() == 64));
  }

  @Test
  void makesNoTextThatIsLongBeyondReason() {
    List<String> hints = hints("(length(a) < 100000)", "text");
    assertFalse(hints.isEmpty());
    assertTrue(hints.stream().allMatch(text -> text.length() < 5000));
  }

  @Test
  void fillsPatterns() {
    List<String> hints = hints("(a ~~ 'sha256:%'::text)", "text");
    assertTrue(hints.contains("sha256:i1"), hints.toString());
  }

  @Test
  void namesDaysBesideConstants() {
    List<String> hints = hints("(a > '2020-02-28'::date)", "date");
    assertTrue(hints.contains("2020-02-29"), hints.toString());
  }

  @Test
  void buildsDocumentsOfKeysAndValues() {
    List<String> hints = hints("((a ->> 'type'::text) = 'x'::text)", "jsonb");
    assertTrue(hints.contains("{\"type\": \"x\"}"), hints.toString());
  }

  @Test
  void findsColumnsByWholeNames() {
    assertTrue(CheckHints.names("(n > 3)", "n"));
    assertTrue(CheckHints.names("(\"a\"\"b\" > 3)", "a\"b"));
    assertFalse(CheckHints.names("(NOT name)", "n"));
    assertFalse(CheckHints.names("(region IS NOT NULL)", "n"));
  }

  private static List<String> hints(String expression, String type) {
    return new CheckHints(expression, 1).of(type);
  }
}
