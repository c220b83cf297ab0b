package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ignition.testing.Markdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents stay short enough to be read, and lead where they say. */
class PublishedTextTest {

  static List<Path> documents() throws IOException {
    return Markdown.published();
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertTrue(Files.readAllLines(Path.of("README.md")).size() <= 300);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFilesAndHeadingsThatAreThere(Path file) throws IOException {
    assertEquals(List.of(), new Markdown(file).brokenLinks());
  }
}
