package org.ignition.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that tests judge us by. Where it is missing the test is skipped with a word, except in
 * CI, where that is an error: a check that silently did not run is no check.
 */
public final class RealTool {

  private RealTool() {}

  /**
   * The program called {@code name}, from {@code IGNITION_TOOLS}, the cache of .ci/tools or PATH.
   */
  public static Path require(String name) {
    Optional<Path> found = find(name);
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      Assertions.fail(name + " is not installed; .ci/tools installs it");
    }
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed; .ci/tools installs it");
    return found.orElseThrow();
  }

  /** A file that .ci/docker made, such as the tar of a base image. */
  public static Path file(String name) {
    Path file = toolFolder().resolveSibling(name);
    if (!Files.exists(file) && "true".equals(System.getenv("CI"))) {
      Assertions.fail(file + " is missing; .ci/docker makes it");
    }
    Assumptions.assumeTrue(Files.exists(file), file + " is missing; .ci/docker makes it");
    return file;
  }

  private static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(toolFolder()),
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of))
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path toolFolder() {
    String named = System.getenv("IGNITION_TOOLS");
    return named == null
        ? Path.of(System.getProperty("user.home"), ".cache", "ignition-release", "tools", "bin")
        : Path.of(named);
  }
}
