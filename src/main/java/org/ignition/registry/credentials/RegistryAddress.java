package org.ignition.registry.credentials;

import java.util.Locale;
import org.ignition.image.DockerHub;

/** The many ways to write one registry in docker's configuration, made one. */
final class RegistryAddress {

  /** What docker files its own registry under. */
  static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  private RegistryAddress() {}

  /** The host, with its port where it has one, of a key such as {@code https://ghcr.io/v1/}. */
  static String host(String key) {
    String rest = key.substring(key.indexOf("://") < 0 ? 0 : key.indexOf("://") + 3);
    int slash = rest.indexOf('/');
    String host = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    return DockerHub.is(host) ? DockerHub.NAME : host;
  }

  /** What a credential helper is asked for where the configuration has no key of its own. */
  static String helperKey(String registry) {
    return host(registry).equals(DockerHub.NAME) ? DOCKER_HUB_KEY : registry;
  }

  /** Whether {@code key} is what docker itself writes for the registry. */
  static boolean isExact(String key, String registry) {
    return key.equalsIgnoreCase(helperKey(registry));
  }

  static boolean same(String left, String right) {
    return host(left).equals(host(right));
  }
}
