package org.ignition.registry;

import java.util.HashMap;
import java.util.Map;
import org.ignition.image.ImageName;
import org.ignition.testing.MemoryRepository;

/** Holds the fake that other tests rely on to what real registries do. */
class MemoryRepositoryTest extends RepositoryContract {

  private final Map<ImageName, MemoryRepository> registry = new HashMap<>();

  @Override
  protected Repository repository(String name) {
    ImageName full = new ImageName("memory.test", name);
    MemoryRepository known = registry.get(full);
    return known == null ? new MemoryRepository(full, registry) : known;
  }
}
