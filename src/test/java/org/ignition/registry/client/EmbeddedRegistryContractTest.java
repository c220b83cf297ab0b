package org.ignition.registry.client;

import java.nio.file.Path;
import org.ignition.registry.Repository;
import org.ignition.registry.RepositoryContract;
import org.ignition.registry.embedded.EmbeddedRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Our client and our own registry, which has the referrers API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EmbeddedRegistryContractTest extends RepositoryContract {

  private EmbeddedRegistry registry;
  private Clients clients;

  @BeforeAll
  void start(@TempDir Path root) {
    registry = EmbeddedRegistry.start(root, 0);
    clients = Clients.anonymous();
  }

  @AfterAll
  void stop() {
    clients.close();
    registry.close();
  }

  @Override
  protected Repository repository(String name) {
    return clients.repository(registry.host(), name);
  }
}
