package org.ignition.config;

import java.util.List;

/**
 * The section {@code registry}: how registries are reached.
 *
 * @param plainHttp hosts, with the port where they have one, that are spoken to without TLS;
 *     loopback always is
 */
public record RegistrySettings(List<String> plainHttp) {

  /** TLS everywhere but on loopback. */
  public static final RegistrySettings DEFAULTS = new RegistrySettings(List.of());

  /** Copies the list. */
  public RegistrySettings {
    plainHttp = List.copyOf(plainHttp);
  }
}
