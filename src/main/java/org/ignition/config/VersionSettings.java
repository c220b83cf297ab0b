package org.ignition.config;

import java.util.List;
import java.util.Optional;

/**
 * The section {@code version}: where the version comes from.
 *
 * @param from what the embedded version is taken from
 * @param sources files that hold the version; they must agree with each other and with a tag
 * @param file the absolute path of the VERSION file in the image; empty when it is turned off
 */
public record VersionSettings(
    VersionOrigin from, List<VersionSource> sources, Optional<String> file) {

  /** What holds where the section is missing. */
  public static final VersionSettings DEFAULTS =
      new VersionSettings(VersionOrigin.COMMIT, List.of(), Optional.of("/app/VERSION"));

  /** Copies the sources. */
  public VersionSettings {
    sources = List.copyOf(sources);
  }
}
