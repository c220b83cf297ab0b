package org.ignition.migration.layout;

import java.nio.file.Path;
import java.util.List;
import org.ignition.failure.InputException;

/** Files of a repository, on disk or in a commit. Paths are relative to its root. */
public interface FileTree {

  /** All files in {@code folder} and below it, sorted; none when there is no such folder. */
  List<Path> files(Path folder);

  /**
   * The content of {@code file}.
   *
   * @throws InputException when it can't be read, is larger than any migration, or is a link that
   *     leads out of the repository
   */
  byte[] read(Path file);
}
