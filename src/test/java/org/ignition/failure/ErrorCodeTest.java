package org.ignition.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void hasOneHeadingForEachCodeInTheDocumentation() throws IOException {
    List<String> headings =
        Files.readAllLines(Path.of("docs/errors.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    List<String> codes =
        Arrays.stream(ErrorCode.values()).map(code -> code.id() + ": " + code.title()).toList();
    assertEquals(codes, headings);
  }

  @Test
  void isUniqueAndOfOneForm() {
    List<String> ids = Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
    assertTrue(ids.stream().allMatch(id -> id.matches("IGN-[A-Z]{3}-[0-9]{3}")), ids::toString);
  }
}
