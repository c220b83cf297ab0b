package org.ignition.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are reached; secrets in here have no part in {@code toString}.
 *
 * @param logins given by the user, first match wins, before any docker configuration
 * @param dockerConfig folder of {@code config.json}; empty to use none
 * @param certificateAuthority PEM file with further trusted certificates
 * @param plainHttp hosts (with port) spoken to without TLS, besides loopback ones that offer none
 * @param proxies between here and there; loopback is always reached without
 */
public record RegistryAccess(
    List<Login> logins,
    Optional<Path> dockerConfig,
    Optional<Path> certificateAuthority,
    Set<String> plainHttp,
    Proxies proxies) {

  /** Anonymous access with the JDK's trusted certificates. */
  public static final RegistryAccess ANONYMOUS =
      new RegistryAccess(List.of(), Optional.empty(), Optional.empty(), Set.of());

  /** Copies the collections. */
  public RegistryAccess {
    logins = List.copyOf(logins);
    plainHttp = Set.copyOf(plainHttp);
  }

  /** Access without a proxy. */
  public RegistryAccess(
      List<Login> logins,
      Optional<Path> dockerConfig,
      Optional<Path> certificateAuthority,
      Set<String> plainHttp) {
    this(logins, dockerConfig, certificateAuthority, plainHttp, Proxies.NONE);
  }

  /**
   * A user's login at one registry.
   *
   * @param registry host, with port where it has one
   * @param user name; {@code <token>} where {@code secret} is an identity token
   * @param secret password or token
   */
  public record Login(String registry, String user, String secret) {
    @Override
    public String toString() {
      return user + "@" + registry;
    }
  }
}
