package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where files grow until they are whole: on the layouts' own file system, so that they can be moved
 * in atomically.
 *
 * @param folder nothing else is in it
 * @param names gives each file a name of its own
 */
record Scratch(Path folder, Supplier<String> names) {

  /** A file that does not exist yet. */
  Path file() {
    return folder.resolve(names.get());
  }

  /** Forgets what an earlier run left unfinished. */
  void clear() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
  }
}
