package org.ignition.registry.credentials;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ignition.registry.RegistryAccess;

/**
 * Finds the login for a registry: what the user gave comes first, then docker's configuration in
 * docker's own order (the registry's helper, the general store, the file).
 */
public final class Credentials {

  private final RegistryAccess access;
  private final CredentialHelper helper;
  private final Supplier<DockerConfig> docker;
  private final Map<String, Credential> found = new ConcurrentHashMap<>();

  /** Credentials of {@code access}, with helpers from the PATH. */
  public Credentials(RegistryAccess access) {
    this(access, CredentialHelper.onPath());
  }

  Credentials(RegistryAccess access, CredentialHelper helper) {
    this.access = access;
    this.helper = helper;
    this.docker = () -> access.dockerConfig().map(DockerConfig::in).orElse(DockerConfig.NONE);
  }

  /**
   * The login at {@code registry} (host, with port where it has one); looked for once.
   *
   * @throws org.ignition.failure.InputException when a place that should have it is unreadable
   */
  public Credential of(String registry) {
    return found.computeIfAbsent(registry, this::find);
  }

  private Credential find(String registry) {
    return given(registry)
        .or(() -> fromDocker(docker.get(), registry))
        .orElseGet(Credential.Anonymous::new);
  }

  private Optional<Credential> given(String registry) {
    return access.logins().stream()
        .filter(login -> RegistryAddress.same(login.registry(), registry))
        .map(login -> Credential.of(login.user(), login.secret()))
        .findFirst();
  }

  private Optional<Credential> fromDocker(DockerConfig config, String registry) {
    Optional<Map.Entry<String, String>> own = entry(config.helpers(), registry);
    if (own.isPresent()) {
      return helper.ask(own.get().getValue(), own.get().getKey());
    }
    Optional<Credential> inFile = entry(config.logins(), registry).map(Map.Entry::getValue);
    return config
        .store()
        .flatMap(store -> helper.ask(store, RegistryAddress.helperKey(registry)))
        .or(() -> inFile);
  }

  /** Of several spellings docker's own, else the first in the file. */
  private static <T> Optional<Map.Entry<String, T>> entry(Map<String, T> map, String registry) {
    return map.entrySet().stream()
        .filter(entry -> RegistryAddress.same(entry.getKey(), registry))
        .min(Comparator.comparing(entry -> !RegistryAddress.isExact(entry.getKey(), registry)));
  }
}
