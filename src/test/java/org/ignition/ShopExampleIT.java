package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The example as its users release it, down to a container that tells its version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopExampleIT {

  private static final Path EXAMPLE = Path.of("examples/shop");

  private DockerRegistry registry;
  private Path docker;

  @BeforeAll
  void start() throws Exception {
    docker = RealTool.require("docker");
    registry = DockerRegistry.plain();
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void runsWithTheVersionThatWasEmbedded(@TempDir Path home) throws Exception {
    String base = registry.address() + "/base:java";
    pushBase(base);
    Shop shop = example(home);
    shop.write(
        "ignition.yml",
        Files.readString(EXAMPLE.resolve("ignition.yml"))
            .replace("ghcr.io", registry.address())
            .replace("eclipse-temurin:25", base));
    shop.commit("the example");
    shop.tag("v1.0.0");
    Shop.Run run = shop.step("refs/tags/v1.0.0", Map.of("command", "build"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("v1.0.0", versionOf(run.output("image")));
  }

  @Test
  void runsWhatBuildxBuiltFromADockerfile(@TempDir Path home) throws Exception {
    Shop shop = example(home);
    shop.write(
        "ignition.yml",
        """
        image:
          canonical: %s/acme/dockerfile
          archive: image.tar
        version:
          from: files
          sources: [package.json]
        """
            .formatted(registry.address()));
    loadBase("ignition-base:java");
    shop.write(
        "Dockerfile",
        """
        FROM ignition-base:java
        ARG VERSION
        COPY Shop.java /app/
        RUN echo "$VERSION" > /app/VERSION
        ENTRYPOINT ["/opt/java/bin/java", "/app/Shop.java"]
        """);
    shop.commit("the example");
    shop.tag("v1.0.0");
    Shop.Run described = shop.step("refs/tags/v1.0.0", Map.of("command", "describe"));
    assertEquals(0, described.code(), described::toString);
    buildx(shop, identity(described));
    Shop.Run run = shop.step("refs/tags/v1.0.0", Map.of("command", "build"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("v1.0.0", versionOf(run.output("image")));
  }

  @Test
  void refusesAnArchiveOfAnotherVersion(@TempDir Path home) throws Exception {
    Shop shop = example(home);
    shop.write(
        "ignition.yml",
        "image: {canonical: '%s/acme/stale', archive: image.tar}\n".formatted(registry.address()));
    shop.write("Dockerfile", "FROM scratch\nCOPY VERSION /app/VERSION\n");
    shop.write("VERSION", "v0.9.0\n");
    shop.commit("a stale version");
    buildx(shop, List.of());
    Shop.Run run = shop.step("refs/heads/main", Map.of("command", "build"));
    assertEquals(3, run.code(), run::toString);
    assertEquals("IGN-VER-004", run.output("error-code"));
    assertTrue(run.out().contains("v0.9.0"), run::toString);
  }

  private static List<String> identity(Shop.Run described) {
    List<String> arguments = new ArrayList<>();
    described.output("build-args").lines().forEach(line -> add(arguments, "--build-arg", line));
    described.output("labels").lines().forEach(line -> add(arguments, "--label", line));
    return arguments;
  }

  private static void buildx(Shop shop, List<String> identity) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("build", "--provenance=false"));
    arguments.addAll(List.of("-o", "type=oci,dest=" + shop.folder().resolve("image.tar")));
    arguments.addAll(identity);
    arguments.add(shop.folder().toString());
    RealProgram.output(RealTool.require("docker-buildx"), arguments.toArray(String[]::new));
  }

  private static void add(List<String> arguments, String option, String value) {
    arguments.addAll(List.of(option, value));
  }

  private Shop example(Path home) throws Exception {
    Shop shop = Shop.create(home, registry.address() + "/acme/shop");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        shop.write(EXAMPLE.relativize(file).toString(), Files.readString(file));
      }
    }
    return shop;
  }

  private void pushBase(String name) throws Exception {
    loadBase(name);
    RealProgram.output(docker, "push", name);
  }

  private void loadBase(String name) throws Exception {
    RealProgram.output(
        docker,
        "import",
        "--change",
        "ENV PATH=/opt/java/bin:/usr/bin:/bin",
        RealTool.file("base.tar").toString(),
        name);
  }

  private String versionOf(String image) throws Exception {
    return RealProgram.output(
            docker,
            "run",
            "--rm",
            "--entrypoint",
            "/opt/java/bin/java",
            image,
            "/app/Shop.java",
            "version")
        .lines()
        .reduce((first, last) -> last)
        .orElse("");
  }
}
