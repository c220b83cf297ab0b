package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.image.Tag;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.registry.client.RegistryClient;
import org.ignition.registry.client.Sleeper;
import org.ignition.registry.client.TrafficListener;
import org.ignition.testing.ActionImage;
import org.ignition.testing.Containers;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * `build` in its container, cancelled by the runner while a request of each phase is under way: the
 * registry has done what it was asked for, and its answer never comes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerCancelIT {

  private static final int PATIENCE_SECONDS = 600;

  private DockerRegistry registry;
  private RegistryClient client;
  private int number;

  @BeforeAll
  void startRegistry() throws Exception {
    ActionImage.name();
    registry = DockerRegistry.plain();
    client =
        new RegistryClient(
            RegistryAccess.ANONYMOUS,
            Clock.systemUTC(),
            Sleeper.REAL,
            new SplittableRandom(1),
            TrafficListener.NONE);
  }

  @AfterAll
  void stopRegistry() {
    if (registry != null) {
      client.close();
      registry.close();
    }
  }

  @ParameterizedTest(name = "while it {0}")
  @CsvSource({
    "reads facts, HEAD, .*/manifests/[0-9a-f]{40}, 1, false",
    "uploads, POST|PUT|PATCH, .*/blobs/uploads/.*, 2, false",
    "pushes the manifest, PUT, .*/manifests/sha256:.*, 1, false",
    "reads the manifest back, GET, .*/manifests/sha256:.*, 1, false",
    "attaches the metadata, PUT, .*/manifests/sha256.*, 2, false",
    "binds the SHA, PUT, .*/manifests/[0-9a-f]{40}, 1, true",
    "binds the version, PUT, .*/manifests/v1\\.0\\.0, 1, true",
    "reads the names back, HEAD, .*/manifests/v1\\.0\\.0, 2, true",
  })
  void leavesNothingHalfBound(
      String phase, String method, String target, int nth, boolean bound, @TempDir Path folder)
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(registry.address(), Containers.host())) {
      Shop shop = shop(folder, proxy);
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      proxy
          .on(method, target)
          .nth(nth)
          .after(() -> {
            reached.countDown();
            await(ended);
          });
      RunnerStep.Result run;
      try {
        run = cancelled(step(shop).start(Map.of("command", "build")), reached, proxy);
      } finally {
        ended.countDown();
      }

      // What a runner has to kill, ten seconds after it asked, ends with 137.
      assertEquals(130, run.code(), run::toString);
      assertEquals("IGN-RUN-003", run.output("error-code"), run::toString);
      assertEquals(bound, at(shop, shop.head()).isPresent(), run::toString);
      assertNamesLeadWhereTheShaLeads(shop);

      RunnerStep.Result second = step(shop).run(Map.of("command", "build"));
      assertEquals(0, second.code(), second::toString);
      assertWhole(shop);
    }
  }

  private static RunnerStep.Result cancelled(
      RunnerStep.Running running, CountDownLatch reached, FaultProxy proxy) throws Exception {
    boolean there;
    try {
      there = reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      running.cancel();
    }
    RunnerStep.Result run = running.await();
    assertTrue(there, () -> "never reached: " + proxy.requests());
    return run;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Shop shop(Path folder, FaultProxy proxy) throws Exception {
    Shop shop = Shop.create(folder, proxy.registry() + "/acme/cancel" + number++);
    shop.write(
        "ignition.yml",
        Shop.configuration(shop.canonical().toString(), "")
            + "registry: {plain-http: [\""
            + proxy.registry()
            + "\"]}\n");
    shop.commit("at the proxy");
    shop.tag("v1.0.0");
    return shop;
  }

  private static RunnerStep step(Shop shop) throws Exception {
    return RunnerStep.in(shop.folder()).with("--sha", shop.head()).with("--event-name", "push");
  }

  /** The full SHA is bound first, and no name without it. */
  private void assertNamesLeadWhereTheShaLeads(Shop shop) throws Exception {
    Optional<Digest> sha = at(shop, shop.head());
    for (String name : List.of(shop.head().substring(0, 12), "v1.0.0")) {
      at(shop, name).ifPresent(digest -> assertEquals(sha, Optional.of(digest), name));
    }
  }

  private void assertWhole(Shop shop) throws Exception {
    Digest digest = at(shop, shop.head()).orElseThrow();
    assertEquals(Optional.of(digest), at(shop, shop.head().substring(0, 12)));
    assertEquals(Optional.of(digest), at(shop, "v1.0.0"));
    assertEquals(1, repository(shop).referrers().list(digest, MediaType.BUILD_METADATA).size());
  }

  private Optional<Digest> at(Shop shop, String tag) {
    return repository(shop).manifests().resolve(new Tag(tag));
  }

  /** Past the proxy. */
  private Repository repository(Shop shop) {
    return client.repository(new ImageName(registry.address(), shop.canonical().repository()));
  }
}
