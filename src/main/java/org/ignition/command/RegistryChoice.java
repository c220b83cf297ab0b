package org.ignition.command;

import java.nio.file.Path;
import java.util.Optional;

/** Which registry an image goes to. */
public sealed interface RegistryChoice {

  /** The one in the image's name. */
  record Remote() implements RegistryChoice {}

  /**
   * One of our own, on loopback, over an OCI layout.
   *
   * @param folder of the layout; empty for the usual one
   */
  record Embedded(Optional<Path> folder) implements RegistryChoice {}
}
