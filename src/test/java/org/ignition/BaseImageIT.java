package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.TarFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large base is not downloaded to build on it: it is mounted, or streamed past, or there. */
@SuppressWarnings("NullAway.Init")
class BaseImageIT {

  private static final int SIZE = 20_000_000;

  @TempDir Path home;

  private DockerRegistry target;
  private DockerRegistry elsewhere;
  private FaultProxy toTarget;
  private FaultProxy toElsewhere;
  private Path crane;

  @BeforeEach
  void start() throws Exception {
    crane = RealTool.require("crane");
    target = DockerRegistry.plain();
    elsewhere = DockerRegistry.plain();
    toTarget = FaultProxy.before(target.address());
    toElsewhere = FaultProxy.before(elsewhere.address());
  }

  @AfterEach
  void stop() throws IOException {
    toTarget.close();
    toElsewhere.close();
    target.close();
    elsewhere.close();
  }

  /** Pushes a base image and gives the digest of its one layer. */
  private String base(DockerRegistry registry) throws Exception {
    byte[] noise = new byte[SIZE];
    new Random(7).nextBytes(noise);
    Path layer = home.resolve("base.tar");
    Files.write(layer, new TarFixture().file("opt/runtime", noise).bytes());
    String name = registry.address() + "/base/runtime:1";
    RealProgram.output(
        crane, "append", "--insecure", "--oci-empty-base", "-f", layer + "", "-t", name);
    RealProgram.output(
        crane, "mutate", "--insecure", "--set-platform=linux/amd64", "-t", name, name);
    String manifest = RealProgram.output(crane, "manifest", "--insecure", name);
    String last = manifest.substring(manifest.lastIndexOf("sha256:"));
    return last.substring(0, "sha256:".length() + 64);
  }

  private Shop shopOn(FaultProxy baseRegistry) throws Exception {
    Shop shop = Shop.create(home, toTarget.registry() + "/acme/shop");
    shop.write(
        "jib.yaml",
        Shop.buildFile(
            "from: {image: '%s/base/runtime:1', platforms: [{os: linux, architecture: amd64}]}\n"
                .formatted(baseRegistry.registry())));
    shop.commit("on a base");
    return shop;
  }

  private static void assertBuilds(Shop shop) throws Exception {
    Shop.Run run = shop.ignition("build");
    assertEquals(0, run.code(), run::toString);
  }

  private void assertIsWhole(Shop shop) throws Exception {
    String image = target.address() + "/acme/shop:" + shop.head();
    RealProgram.output(crane, "validate", "--insecure", "--remote", image);
  }

  private static List<String> blobRequests(FaultProxy proxy, String method, String digest) {
    return proxy.requests().stream()
        .filter(seen -> seen.method().equals(method) && seen.target().contains(digest))
        .map(FaultProxy.Seen::target)
        .toList();
  }

  @Test
  void mountsTheBaseOfTheSameRegistry() throws Exception {
    String layer = base(target);
    Shop shop = shopOn(toTarget);
    assertBuilds(shop);
    assertEquals(List.of(), blobRequests(toTarget, "GET", layer));
    List<String> posts = blobRequests(toTarget, "POST", layer);
    assertEquals(1, posts.size());
    assertTrue(posts.getFirst().endsWith("?mount=" + layer + "&from=base/runtime"));
    assertIsWhole(shop);
  }

  @Test
  void streamsTheBaseOfAnotherRegistryOnce() throws Exception {
    String layer = base(elsewhere);
    Shop shop = shopOn(toElsewhere);
    assertBuilds(shop);
    assertEquals(1, blobRequests(toElsewhere, "GET", layer).size());
    assertIsWhole(shop);

    toElsewhere.reset();
    shop.write("Shop.java", "class Shop { int next; }\n");
    shop.commit("second");
    assertBuilds(shop);
    assertEquals(List.of(), blobRequests(toElsewhere, "GET", layer));
    assertIsWhole(shop);
  }
}
