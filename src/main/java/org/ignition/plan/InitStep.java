package org.ignition.plan;

import java.nio.file.Path;

/** What a plan of `init` is made of. */
public sealed interface InitStep extends Step {

  /**
   * Writes a file that is not there yet.
   *
   * @param file relative to the repository's root
   * @param text all of it, ending in a newline
   */
  record WriteFile(Path file, String text, String reason) implements InitStep {
    @Override
    public String title() {
      return "write " + file;
    }

    @Override
    public boolean visible() {
      return true;
    }
  }
}
