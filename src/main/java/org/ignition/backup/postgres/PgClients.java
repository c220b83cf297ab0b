package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ignition.failure.InputException;

/** Where a {@code pg_dump} may be on this machine: the newest of them is taken. */
public final class PgClients {

  /** Where packages put those of several majors beside each other: Debian's, then Red Hat's. */
  private static final List<Path> PARENTS =
      List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"));

  /** In the container image. */
  private static final Path OURS = Path.of("/opt/ignition/client");

  private static final String NAME = "pg_dump";

  /** Debian's {@code /usr/bin/pg_dump} is a link to this, which chooses a version by itself. */
  private static final String WRAPPER = "pg_wrapper";

  private final List<Path> programs;
  private final boolean named;

  private PgClients(List<Path> programs, boolean named) {
    this.programs = List.copyOf(programs);
    this.named = named;
  }

  /**
   * Those of the image, of installed packages, and on the path.
   *
   * @param path folders, as the environment's {@code PATH} lists them
   */
  public static PgClients installed(String path) {
    return in(
        Stream.of(Stream.of(OURS), PARENTS.stream().flatMap(PgClients::versions), folders(path))
            .flatMap(folders -> folders)
            .toList());
  }

  /** Those in {@code folders}; of equally new ones the first. */
  static PgClients in(List<Path> folders) {
    return new PgClients(folders.stream().map(folder -> folder.resolve(NAME)).toList(), false);
  }

  /** The one that the user names, and no other. */
  public static PgClients at(Path program) {
    return new PgClients(List.of(program), true);
  }

  /**
   * The newest one.
   *
   * @param serverMajor of the server to dump, whose catalogs an older client does not know
   * @throws InputException when none is there, or none is new enough
   */
  PgClient fitFor(int serverMajor) throws InterruptedException {
    List<PgClient> found = find();
    PgClient newest =
        found.stream()
            .max(Comparator.comparingInt(PgClient::major))
            .orElseThrow(() -> missing(serverMajor));
    if (newest.major() < serverMajor) {
      throw ClientProblem.tooOld(newest, serverMajor, named);
    }
    return found.stream().filter(each -> each.major() == newest.major()).findFirst().orElse(newest);
  }

  private InputException missing(int serverMajor) {
    return named
        ? ClientProblem.unusable(programs.getFirst(), serverMajor)
        : ClientProblem.missing(serverMajor);
  }

  private List<PgClient> find() throws InterruptedException {
    List<PgClient> found = new ArrayList<>();
    for (Path program : programs) {
      if (named || !isWrapper(program)) {
        PgClient.at(program).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isWrapper(Path program) {
    try {
      return program.toRealPath().getFileName().toString().equals(WRAPPER);
    } catch (IOException e) {
      return false;
    }
  }

  private static Stream<Path> versions(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(PgClients::isVersion)
          .map(each -> each.resolve("bin"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean isVersion(Path folder) {
    return folder.getFileName().toString().matches("(pgsql-)?[0-9]+");
  }

  private static Stream<Path> folders(String path) {
    return Arrays.stream(path.split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .flatMap(folder -> parsed(folder).stream());
  }

  private static Optional<Path> parsed(String folder) {
    try {
      return Optional.of(Path.of(folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
