package org.ignition.image;

import java.util.Locale;
import java.util.Set;

/** The one registry that goes by several names. */
public final class DockerHub {

  /** Where its API answers. */
  public static final String API = "registry-1.docker.io";

  /** What people call it. */
  public static final String NAME = "docker.io";

  private static final Set<String> HOSTS = Set.of(NAME, "index.docker.io", API);

  private DockerHub() {}

  /** Whether {@code host} is one of its names. */
  public static boolean is(String host) {
    return HOSTS.contains(host.toLowerCase(Locale.ROOT));
  }
}
