package org.ignition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the jar is made of gets into the build of the container image. */
class DockerIgnoreTest {

  private static final Pattern RESOURCES =
      Pattern.compile("<directory>([^<$/]+)(?:/[^<]*)?</directory>");

  @Test
  void letsEveryFolderOfResourcesThrough() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    List<String> folders =
        RESOURCES
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertFalse(folders.isEmpty());
    folders.forEach(folder -> assertTrue(ignored.contains("!" + folder), folder));
  }
}
