package org.ignition.database.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL that the build unpacked.
 *
 * @param folder holds bin, lib and share
 * @param version in full, such as {@code 17.11.0}
 */
record PostgresHome(Path folder, String version) {

  /** The one of {@code major} in the first of {@code parents} that has it. */
  static Optional<PostgresHome> find(List<Path> parents, int major) {
    return parents.stream()
        .map(parent -> parent.resolve(Integer.toString(major)))
        .filter(folder -> Files.isRegularFile(folder.resolve("version")))
        .findFirst()
        .map(PostgresHome::of);
  }

  private static PostgresHome of(Path folder) {
    try {
      return new PostgresHome(folder, Files.readString(folder.resolve("version")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A data folder that was initialised with it, as in the image. */
  Optional<Path> ownTemplate() {
    return Optional.of(folder.resolve("data")).filter(Files::isDirectory);
  }
}
