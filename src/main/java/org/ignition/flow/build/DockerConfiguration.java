package org.ignition.flow.build;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Docker keeps its configuration: {@code DOCKER_CONFIG}, else {@code $HOME/.docker}. */
final class DockerConfiguration {

  private DockerConfiguration() {}

  static Optional<Path> folder(Map<String, String> environment) {
    return given(environment, "DOCKER_CONFIG")
        .or(() -> given(environment, "HOME").map(home -> home.resolve(".docker")));
  }

  /** A name that the locale can't have is that of no folder that could be read. */
  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .flatMap(DockerConfiguration::path);
  }
}
