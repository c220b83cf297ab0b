package org.ignition.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final DocumentKind KIND =
      new DocumentKind(
          ErrorCode.CONFIG_SYNTAX,
          ErrorCode.CONFIG_UNKNOWN_KEY,
          ErrorCode.CONFIG_INVALID_VALUE,
          InputException::new);

  @Test
  void namesLineAndColumnOfAnUnknownKeyAndTheNearestOne() {
    Fields fields = yaml("image:\n  canonicle: x\n").fields("image").orElseThrow();
    fields.text("canonical");
    fields.text("staging");
    InputException refused = assertThrows(InputException.class, fields::rejectUnknown);
    assertEquals(ErrorCode.CONFIG_UNKNOWN_KEY, refused.code());
    assertEquals("f.yml:2:3", refused.problem().at().orElseThrow().toString());
    assertEquals("Unknown key image.canonicle", refused.problem().what());
    assertEquals("Did you mean `canonical`?", refused.problem().advice());
  }

  @Test
  void namesThePlaceOfAValueOfTheWrongForm() {
    Fields fields = yaml("a: [1, 2]\n");
    InputException refused = assertThrows(InputException.class, () -> fields.text("a"));
    assertEquals("a must be text, not a list", refused.problem().what());
    assertEquals("f.yml:1:4", refused.problem().at().orElseThrow().toString());
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    assertEquals(Optional.of("1.10"), yaml("v: 1.10").text("v"));
    assertEquals(Optional.of("007"), yaml("v: '007'").text("v"));
  }

  @Test
  void takesNothingForMissing() {
    Fields fields = yaml("a:\nb: ~\n");
    assertEquals(Optional.empty(), fields.text("a"));
    assertEquals(Optional.empty(), fields.text("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a: b: c", "a: 1\na: 2", "a: &x 1\nb: *x", "a: 1\n---\nb: 2", "[", "\t- x"})
  void refusesWhatIsNotOneCleanDocument(String text) {
    InputException refused =
        assertThrows(InputException.class, () -> Documents.yaml(text, Path.of("f.yml"), KIND));
    assertEquals(ErrorCode.CONFIG_SYNTAX, refused.code());
  }

  @Test
  void refusesNestingThatWouldOverflowTheStack() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThrows(InputException.class, () -> Documents.json(deep, Path.of("f.json"), KIND));
  }

  @ParameterizedTest
  @CsvSource({"canonicle, canonical", "brnach, branch", "xyz, ''", "main-branhc, main-branch"})
  void findsTheNearestWordIfOneIsNearEnough(String word, String nearest) {
    assertEquals(
        nearest, Nearest.to(word, List.of("canonical", "branch", "main-branch")).orElse(""));
  }

  private static Fields yaml(String text) {
    return Fields.of(Documents.yaml(text, Path.of("f.yml"), KIND), KIND, "");
  }
}
