package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.ignition.image.Tag;
import org.ignition.registry.Repository;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.ReachedRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * `build` against a registry that misbehaves. After each fault the SHA tag is absent or whole, exit
 * code and error code say what happened, and a second run converges.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildFaultsIT {

  private static final String UPLOADS = ".*/blobs/uploads/.*";
  private static final String BY_DIGEST = ".*/manifests/sha256:.*";
  private static final String BY_SHA = ".*/manifests/[0-9a-f]{40}";
  private static final String BY_VERSION = ".*/manifests/v1\\.0\\.0";

  private ReachedRegistry registry;
  private int number;

  @BeforeAll
  void startRegistry() throws Exception {
    registry = new ReachedRegistry();
  }

  @AfterAll
  void stopRegistry() {
    registry.close();
  }

  /** Faults that a single run gets over. */
  static Stream<Arguments> passing() {
    return Stream.of(
        fault("an upload is cut", p -> p.on("PUT|PATCH", UPLOADS).first().cutRequestAfter(10)),
        fault("an answer is lost", p -> p.on("PUT", BY_SHA).first().dropResponse()),
        fault("500 once", p -> p.on("POST", UPLOADS).first().answer(500)),
        fault("502 twice", p -> p.on("PUT", BY_DIGEST).between(1, 2).answer(502)),
        fault("503 on a tag", p -> p.on("PUT", BY_VERSION).first().answer(503, "Retry-After: 1")),
        fault("429 with patience", p -> p.on("HEAD", BY_SHA).first().answer(429, "Retry-After: 1")),
        fault("408", p -> p.on("GET", BY_DIGEST).first().answer(408)),
        fault("a slow body", p -> p.on("GET", BY_DIGEST).first().slowResponse(100, SHORT)));
  }

  private static final Duration SHORT = Duration.ofMillis(20);

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void getsOver(String name, Consumer<FaultProxy> damage, @TempDir Path folder) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(registry.address())) {
      Shop shop = shop(proxy, folder);
      damage.accept(proxy);
      Shop.Run run = build(shop);
      assertEquals(0, run.code(), run::toString);
      assertWhole(shop);
    }
  }

  /** Faults that end a run: what happens, exit code, result, error code. */
  static Stream<Arguments> ending() {
    return Stream.of(
        ending(
            "401 twice",
            4,
            "failed",
            "IGN-REG-003",
            p -> p.on("HEAD", BY_SHA).always().answer(401, "WWW-Authenticate: Basic realm=\"x\"")),
        ending(
            "403 on push",
            4,
            "failed",
            "IGN-REG-004",
            p -> p.on("POST", UPLOADS).always().answer(403)),
        ending(
            "404 on push",
            4,
            "failed",
            "IGN-REG-005",
            p -> p.on("POST", UPLOADS).always().answer(404)),
        ending(
            "403 on a tag",
            4,
            "failed",
            "IGN-REG-004",
            p -> p.on("PUT", BY_SHA).always().answer(403)),
        ending(
            "another digest in the header",
            4,
            "failed",
            "IGN-REG-009",
            p ->
                p.on("PUT", BY_DIGEST)
                    .always()
                    .header("Docker-Content-Digest", "sha256:" + "0".repeat(64))),
        ending(
            "altered manifest bytes",
            3,
            "refused",
            "IGN-REG-009",
            p -> p.on("GET", BY_DIGEST).always().alterBody(BuildFaultsIT::reindented)),
        ending(
            "the manifest vanishes",
            4,
            "failed",
            "IGN-REG-008",
            p -> p.on("GET", BY_DIGEST).always().answer(404)),
        ending(
            "403 on the second tag",
            5,
            "partial",
            "IGN-REG-004",
            p -> p.on("PUT", BY_VERSION).always().answer(403)));
  }

  @ParameterizedTest(name = "{0}: exit {1}, {3}")
  @MethodSource("ending")
  void endsWell(
      String name,
      int code,
      String result,
      String error,
      Consumer<FaultProxy> damage,
      @TempDir Path folder)
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(registry.address())) {
      Shop shop = shop(proxy, folder);
      damage.accept(proxy);
      Shop.Run run = build(shop);
      assertEquals(code, run.code(), run::toString);
      assertEquals(result, run.output("result"));
      assertEquals(error, run.output("error-code"));
      assertTrue(run.out().contains("::error title=" + error), run::toString);
      assertTrue(run.summary().replace("&#45;", "-").contains(error), run::summary);
      assertEquals(result.equals("partial"), at(shop, shop.head()).isPresent());
      proxy.heal();
      Shop.Run second = build(shop);
      assertEquals(0, second.code(), second::toString);
      assertWhole(shop);
    }
  }

  @Test
  void noticesATagThatMovesBetweenPushAndReadBack(@TempDir Path folder) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(registry.address())) {
      Shop shop = shop(proxy, folder);
      Repository repository = repository(shop);
      Manifest other = Manifest.writeIndex(List.of());
      proxy
          .on("HEAD", BY_VERSION)
          .nth(2)
          .before(() -> repository.manifests().put(other, new Tag("v1.0.0")));
      Shop.Run run = build(shop);
      assertEquals(5, run.code(), run::toString);
      assertEquals("partial", run.output("result"));
      assertEquals("IGN-REG-012", run.output("error-code"));
      assertTrue(run.out().contains(other.digest().value()), run::toString);
      Shop.Run second = build(shop);
      assertEquals("IGN-REG-010", second.output("error-code"), second::toString);
    }
  }

  @Test
  void saysThatTheRegistryIsUnreachable(@TempDir Path folder) throws Exception {
    Shop shop = Shop.create(folder, "127.0.0.1:1/acme/shop");
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(4, run.code(), run::toString);
    assertEquals("IGN-REG-001", run.output("error-code"));
    assertTrue(run.out().contains("127.0.0.1:1"), run::toString);
  }

  @Test
  void neutralizesWhatARegistrySays(@TempDir Path folder) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(registry.address())) {
      Shop shop = shop(proxy, folder);
      proxy
          .on("POST", UPLOADS)
          .always()
          .answerWith(
              403,
              "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"x\\n::set-output name=a::b ##[error]\"}]}");
      Shop.Run run = build(shop);
      assertEquals(4, run.code(), run::toString);
      assertTrue(run.out().lines().noneMatch(line -> line.startsWith("::set-output")));
      assertTrue(run.out().lines().noneMatch(line -> line.contains("##[")), run::toString);
    }
  }

  private static byte[] reindented(byte[] manifest) {
    return new String(manifest, StandardCharsets.UTF_8)
        .replaceFirst("\\{", "{ ")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Shop shop(FaultProxy proxy, Path folder) throws Exception {
    Shop shop = Shop.create(folder, proxy.registry() + "/acme/fault" + number++);
    shop.tag("v1.0.0");
    return shop;
  }

  private static Shop.Run build(Shop shop) throws Exception {
    return shop.step("refs/heads/main", Map.of("command", "build"));
  }

  private void assertWhole(Shop shop) throws Exception {
    Repository repository = repository(shop);
    Digest digest = at(shop, shop.head()).orElseThrow();
    assertEquals(Optional.of(digest), at(shop, shop.head().substring(0, 12)));
    assertEquals(Optional.of(digest), at(shop, "v1.0.0"));
    assertEquals(
        1, repository.referrers().list(digest, MediaType.BUILD_METADATA).size(), "one metadata");
  }

  private Optional<Digest> at(Shop shop, String tag) {
    return repository(shop).manifests().resolve(new Tag(tag));
  }

  /** Past the proxy. */
  private Repository repository(Shop shop) {
    return registry.repository(shop.canonical().repository());
  }

  private static Arguments fault(String name, Consumer<FaultProxy> damage) {
    return Arguments.of(name, damage);
  }

  private static Arguments ending(
      String name, int code, String result, String error, Consumer<FaultProxy> damage) {
    return Arguments.of(name, code, result, error, damage);
  }
}
