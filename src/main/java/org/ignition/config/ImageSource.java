package org.ignition.config;

import java.nio.file.Path;

/** What an image is made from. Paths are relative to the workspace unless absolute. */
public sealed interface ImageSource {

  /** Where it is. */
  Path path();

  /**
   * A build file with the schema of Jib's own command line.
   *
   * @param path the YAML file
   */
  record BuildFile(Path path) implements ImageSource {}

  /**
   * An image that somebody else built: docker-save tar, OCI-layout tar or folder.
   *
   * @param path the tar or folder
   */
  record Archive(Path path) implements ImageSource {}
}
