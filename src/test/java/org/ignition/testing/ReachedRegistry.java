package org.ignition.testing;

import java.io.IOException;
import java.time.Clock;
import java.util.SplittableRandom;
import org.ignition.image.ImageName;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.registry.client.RegistryClient;
import org.ignition.registry.client.Sleeper;
import org.ignition.registry.client.TrafficListener;

/** A plain {@link DockerRegistry} and a client that looks into it, past any proxy. */
public final class ReachedRegistry implements AutoCloseable {

  private final DockerRegistry registry = DockerRegistry.plain();
  private final RegistryClient client =
      new RegistryClient(
          RegistryAccess.ANONYMOUS,
          Clock.systemUTC(),
          Sleeper.REAL,
          new SplittableRandom(1),
          TrafficListener.NONE);

  /** Starts the registry. */
  public ReachedRegistry() throws IOException {}

  /** What clients call it: {@code host:port}. */
  public String address() {
    return registry.address();
  }

  /** The repository at {@code path}. */
  public Repository repository(String path) {
    return client.repository(new ImageName(registry.address(), path));
  }

  @Override
  public void close() {
    client.close();
    registry.close();
  }
}
