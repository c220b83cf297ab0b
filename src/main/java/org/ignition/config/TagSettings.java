package org.ignition.config;

/**
 * Names that are bound only on request.
 *
 * @param branch bind the mutable {@code main-<7 digits>}
 * @param series bind {@code vX.Y} and {@code vX} of stable versions
 */
public record TagSettings(boolean branch, boolean series) {

  /** Neither. */
  public static final TagSettings DEFAULTS = new TagSettings(false, false);
}
