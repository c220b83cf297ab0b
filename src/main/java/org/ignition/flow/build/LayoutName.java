package org.ignition.flow.build;

import java.nio.file.Path;
import java.util.Locale;

/** The repository's name in an embedded registry where nothing else names one. */
final class LayoutName {

  private LayoutName() {}

  /** The folder's name, made legal for a repository (distribution-spec 1.1.1). */
  static String of(Path folder) {
    Path last = folder.getFileName();
    String legal =
        (last == null ? "" : last.toString())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return legal.isEmpty() ? "image" : legal;
  }
}
