package org.ignition.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.CONFIG_SYNTAX, InputException::new);
  private static final Path FILE = Path.of("x.yml");

  @Test
  void saysOnOneLineWhatIsWrongWithYamlAndRepeatsNoneOfIt() {
    InputException e =
        assertThrows(
            InputException.class, () -> Documents.yaml("password: hunter2\n\tx: y\n", FILE, KIND));
    assertEquals(
        "Not readable: while scanning for the next token, found character '\\t(TAB)' that cannot"
            + " start any token. (Do not use \\t(TAB) for indentation)",
        e.problem().what());
  }

  @ParameterizedTest
  @CsvSource({
    "'a:\n\tb: c\n', 'x.yml:2:1'",
    "'a: ''x\nb: 1\n', 'x.yml:3:1'",
    "'a:\n  b: [1, 2\nc: 3\n', 'x.yml:3:2'",
    "'a: b: c\n', 'x.yml:1:5'"
  })
  void pointsAtThePlaceThatIsWrong(String text, String place) {
    InputException e = assertThrows(InputException.class, () -> Documents.yaml(text, FILE, KIND));
    assertEquals(place, e.problem().at().orElseThrow().toString());
  }

  @Test
  void saysWhereWhatIsWrongBegan() {
    InputException e =
        assertThrows(InputException.class, () -> Documents.yaml("a: 'hunter2\nb: 1\n", FILE, KIND));
    assertEquals(
        "Not readable: while scanning a quoted scalar from line 1, found unexpected end of stream",
        e.problem().what());
  }

  @Test
  void saysOnOneLineWhatIsWrongWithJson() {
    InputException e = assertThrows(InputException.class, () -> Documents.json("{\n", FILE, KIND));
    assertEquals(
        "Not readable: Unexpected end-of-input: expected close marker for Object",
        e.problem().what());
  }

  @Test
  void readsTheWholeMembersOfAnObjectThatWasCut() {
    String whole = "{\"a\": 12, \"b\": {\"c\": [1, \"ü\\n\"]}, \"d\": null, \"e\": \"x\"}";
    Map<String, Node.Member> members = beginning(whole);
    assertEquals(List.of("a", "b", "d", "e"), List.copyOf(members.keySet()));
    for (int length = 0; length < whole.length(); length++) {
      beginning(whole.substring(0, length))
          .forEach((key, member) -> assertEquals(members.get(key), member));
    }
    assertEquals(List.of(), List.copyOf(beginning("{\"a\": 1").keySet()));
    assertEquals(List.of("a"), List.copyOf(beginning("{\"a\": 12, \"b\": {").keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "x", "{x", "7", "{\"a\": 1 \"b\": 2}"})
  void readsNoMembersOfWhatIsNoObject(String text) {
    assertEquals(Map.of(), beginning(text));
  }

  private static Map<String, Node.Member> beginning(String text) {
    return Documents.jsonBeginning(text, FILE, KIND).members();
  }
}
