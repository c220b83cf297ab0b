package org.ignition.config;

import java.util.List;

/**
 * What looks like a secret and is meant to be in the image.
 *
 * @param paths globs of absolute paths in the image
 * @param variables names of environment variables
 */
public record AllowedSecrets(List<String> paths, List<String> variables) {

  /** Nothing is. */
  public static final AllowedSecrets NONE = new AllowedSecrets(List.of(), List.of());

  /** Copies the lists. */
  public AllowedSecrets {
    paths = List.copyOf(paths);
    variables = List.copyOf(variables);
  }
}
