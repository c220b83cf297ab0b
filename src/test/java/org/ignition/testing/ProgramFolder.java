package org.ignition.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that programs of tests work in. */
public final class ProgramFolder {

  private ProgramFolder() {}

  /** Removes {@code folder} with all that is in it, once its program has ended. */
  public static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // It is below the temporary folder.
    }
  }
}
