package org.ignition.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {

  private static final DocumentKind KIND =
      DocumentKind.of(ErrorCode.CONFIG_SYNTAX, InputException::new);

  @Test
  void writesEveryTypeInOneLine() {
    assertEquals(
        """
        {"list":["é\\"\\n",1,-9223372036854775808,0.5,1.10,true,null,[],{}]}\
        """,
        Json.compact(
            Map.of(
                "list",
                Arrays.asList(
                    "é\"\n",
                    1,
                    Long.MIN_VALUE,
                    0.5,
                    new BigDecimal("1.10"),
                    true,
                    null,
                    List.of(),
                    Map.of()))));
  }

  @Test
  void indentsForPeople() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("b", Map.of("c", List.of(1, 2)));
    object.put("a", Map.of());
    assertEquals(
        """
        {
          "b" : {
            "c" : [ 1, 2 ]
          },
          "a" : { }
        }
        """,
        Json.pretty(object));
  }

  @Test
  void refusesWhatJsonDoesNotHave() {
    Map<String, Path> object = Map.of("path", Path.of("x"));
    assertThrows(IllegalArgumentException.class, () -> Json.compact(object));
  }

  @ParameterizedTest
  @MethodSource("org.ignition.testing.HostileText#all")
  void writesAnyTextSoThatItIsReadBack(String text) {
    Map<String, Object> object = Map.of("text" + text, List.of(text));
    for (String written : List.of(Json.compact(object), Json.pretty(object))) {
      assertEquals(object, Json.value(Documents.json(written, Path.of("x"), KIND)), written);
    }
  }
}
