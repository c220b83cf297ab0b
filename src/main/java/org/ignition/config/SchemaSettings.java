package org.ignition.config;

import java.util.OptionalLong;

/**
 * The section {@code schema}: what the release says of the schema versions that it runs on. The
 * highest is always that of the commit's highest migration.
 *
 * @param min the lowest, at least 0; empty when the release says nothing
 */
public record SchemaSettings(OptionalLong min) {

  /** Nothing is said. */
  public static final SchemaSettings DEFAULTS = new SchemaSettings(OptionalLong.empty());
}
