package org.ignition.registry.client;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ignition.image.ImageName;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.testing.DockerRegistry;

/** A client that does not really wait, and what it told. */
final class Clients implements AutoCloseable {

  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final List<String> retries = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  final RegistryClient client;

  Clients(RegistryAccess access) {
    this(access, Timeouts.USUAL, Clock.systemUTC());
  }

  Clients(RegistryAccess access, Timeouts timeouts, Clock clock) {
    RetrySession.Rules rules =
        new RetrySession.Rules(Backoff.USUAL, waits::add, new Random(1), listener());
    this.client = new RegistryClient(access, clock, rules, timeouts);
  }

  static Clients anonymous() {
    return new Clients(RegistryAccess.ANONYMOUS);
  }

  static RegistryAccess login(String registry, String user, String secret) {
    return new RegistryAccess(
        List.of(new RegistryAccess.Login(registry, user, secret)),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  static RegistryAccess secured(DockerRegistry registry, String password, Optional<Path> trusted) {
    return new RegistryAccess(
        List.of(new RegistryAccess.Login(registry.address(), DockerRegistry.USER, password)),
        Optional.empty(),
        trusted,
        Set.of());
  }

  private TrafficListener listener() {
    return new TrafficListener() {
      @Override
      public void answered(String method, String host, String path, int status) {
        requests.add(method + " " + path + " " + status);
      }

      @Override
      public void retrying(String line) {
        retries.add(line);
      }
    };
  }

  Repository repository(String registry, String name) {
    return client.repository(new ImageName(registry, name));
  }

  @Override
  public void close() {
    client.close();
  }
}
