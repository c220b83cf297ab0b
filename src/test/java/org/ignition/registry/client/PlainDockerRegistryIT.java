package org.ignition.registry.client;

import java.io.IOException;
import org.ignition.registry.Repository;
import org.ignition.registry.RepositoryContract;
import org.ignition.testing.DockerRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Our client and Debian's {@code docker-registry}, without TLS and login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PlainDockerRegistryIT extends RepositoryContract {

  private DockerRegistry registry;
  private Clients clients;

  @BeforeAll
  void start() throws IOException {
    registry = DockerRegistry.plain();
    clients = Clients.anonymous();
  }

  @AfterAll
  void stop() {
    clients.close();
    registry.close();
  }

  @Override
  protected Repository repository(String name) {
    return clients.repository(registry.address(), name);
  }
}
