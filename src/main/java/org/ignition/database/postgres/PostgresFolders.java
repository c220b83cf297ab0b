package org.ignition.database.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an embedded server finds and leaves its files. Of several places the first that serves is
 * taken.
 *
 * @param binaries folders that hold a PostgreSQL for each major version, named by it
 * @param caches for initialised data folders, which later starts copy; folders that nobody else may
 *     write to, since a server believes what it finds there
 * @param scratch for what is gone with the server
 */
public record PostgresFolders(List<Path> binaries, List<Path> caches, List<Path> scratch) {

  private static final Path CACHE = Path.of("ignition-release", "postgres");

  /** Keeps its own copies. */
  public PostgresFolders {
    binaries = List.copyOf(binaries);
    caches = List.copyOf(caches);
    scratch = List.copyOf(scratch);
  }

  /**
   * Binaries beside this program's jar; caches and scratch where {@code environment} has them:
   * {@code XDG_CACHE_HOME}, {@code HOME}, {@code RUNNER_TOOL_CACHE}, {@code RUNNER_TEMP}.
   */
  public static PostgresFolders of(Map<String, String> environment) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return new PostgresFolders(
        List.of(program().resolveSibling("postgres")),
        Stream.of(
                named(environment, "XDG_CACHE_HOME"),
                named(environment, "HOME").map(home -> home.resolve(".cache")),
                named(environment, "RUNNER_TOOL_CACHE"))
            .flatMap(Optional::stream)
            .map(folder -> folder.resolve(CACHE))
            .toList(),
        Stream.concat(
                Stream.of(temporary, Path.of("/tmp")), named(environment, "RUNNER_TEMP").stream())
            .distinct()
            .toList());
  }

  private static Optional<Path> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> value.startsWith("/"))
        .map(Path::of);
  }

  /** The jar, or the folder of classes. */
  private static Path program() {
    try {
      URI location =
          PostgresFolders.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
