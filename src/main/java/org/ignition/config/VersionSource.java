package org.ignition.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.ignition.failure.SourceLocation;

/** A file that holds the version. */
public sealed interface VersionSource {

  /** Relative to the workspace. */
  Path file();

  /** Where the configuration names it. */
  SourceLocation at();

  /**
   * A file whose format says where the version stands.
   *
   * @param format how to read it
   */
  record Manifest(Path file, ManifestFormat format, SourceLocation at) implements VersionSource {}

  /**
   * Any other text file.
   *
   * @param pattern its one group is the version; the first match counts
   */
  record Match(Path file, Pattern pattern, SourceLocation at) implements VersionSource {}
}
