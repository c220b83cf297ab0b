package org.ignition.image.jib;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts our labels and the build file's together. */
final class Labels {

  /** What tells which commit an image is must not be overridable in a file of that commit. */
  private static final Set<String> IDENTITY =
      Set.of(
          "org.opencontainers.image.revision",
          "org.opencontainers.image.version",
          "org.opencontainers.image.source",
          "org.opencontainers.image.created");

  private Labels() {}

  /** Sorted, so that the same labels always give the same configuration. */
  static Map<String, String> merge(Map<String, String> ours, Map<String, String> buildFile) {
    Map<String, String> merged = new TreeMap<>(ours);
    buildFile.forEach((key, value) -> {
      if (!IDENTITY.contains(key) || !ours.containsKey(key)) {
        merged.put(key, value);
      }
    });
    return merged;
  }
}
