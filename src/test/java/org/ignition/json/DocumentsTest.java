package org.ignition.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;

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

  @Test
  void saysOnOneLineWhatIsWrongWithJson() {
    InputException e = assertThrows(InputException.class, () -> Documents.json("{\n", FILE, KIND));
    assertEquals(
        "Not readable: Unexpected end-of-input: expected close marker for Object",
        e.problem().what());
  }
}
