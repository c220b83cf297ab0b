package org.ignition.registry.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ignition.registry.embedded.Failure.Code;

/** The repositories below one root. */
final class Layouts {

  private final Path root;
  private final Scratch scratch;
  private final Map<RepositoryPath, Layout> layouts = new ConcurrentHashMap<>();

  Layouts(Path root, Scratch scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  /** The repository as it stands, which may be not at all; nothing is created. */
  Layout of(RepositoryPath repository) {
    return layouts.computeIfAbsent(repository, name -> new Layout(name.below(root), scratch));
  }

  /** The repository, if anything was ever pushed to it. */
  Layout existing(RepositoryPath repository) throws Failure {
    return Optional.of(of(repository))
        .filter(Layout::exists)
        .orElseThrow(() -> new Failure(404, Code.NAME_UNKNOWN, "no such repository"));
  }

  /** The repository, which is there from now on. */
  Layout created(RepositoryPath repository) throws IOException {
    Layout layout = of(repository);
    if (!layout.exists()) {
      layout.create();
    }
    return layout;
  }
}
