package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ignition.testing.ActionImage;
import org.ignition.testing.Containers;
import org.ignition.testing.DockerRegistry;
import org.ignition.testing.FaultProxy;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example, built and pushed by the action in its container to Debian's docker-registry, then
 * pulled and run by Docker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerBuildIT {

  private DockerRegistry registry;
  private FaultProxy reachable;
  private Shop shop;
  private String repository;
  private int number;

  @BeforeAll
  void startRegistry() throws Exception {
    ActionImage.name();
    registry = DockerRegistry.plain();
    reachable = FaultProxy.before(registry.address(), Containers.host());
    String base = registry.address() + "/base:java";
    Containers.docker("tag", Containers.JAVA_BASE, base);
    Containers.docker("push", "--quiet", base);
    Containers.docker("rmi", base);
  }

  @AfterAll
  void stopRegistry() throws Exception {
    if (reachable != null) {
      reachable.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void createShop(@TempDir Path folder) throws Exception {
    repository = "acme/shop" + number++;
    shop = Shop.create(folder, reachable.registry() + "/" + repository);
    for (String file : List.of("Shop.java", "jib.yaml", "package.json")) {
      shop.write(file, Files.readString(Path.of("examples/shop", file)));
    }
    shop.write("ignition.yml", configuration(reachable.registry()));
  }

  private void release() throws Exception {
    shop.commit("a release");
    shop.tag("v1.0.0");
  }

  /** The example's own, for this registry. */
  private String configuration(String host) throws Exception {
    return Files.readString(Path.of("examples/shop/ignition.yml"))
            .replace("ghcr.io/acme/shop", host + "/" + repository)
            .replace("eclipse-temurin:25", host + "/base:java")
        + "registry: {plain-http: [\""
        + host
        + "\"]}\n";
  }

  private RunnerStep step() throws Exception {
    return RunnerStep.in(shop.folder())
        .with("--sha", shop.head())
        .with("--ref", "refs/tags/v1.0.0")
        .with("--event-name", "push");
  }

  @Test
  void buildsFromABuildFileWhatDockerRuns() throws Exception {
    release();
    RunnerStep.Result first = step().run(Map.of("command", "build"));
    assertEquals(0, first.code(), first::toString);
    assertEquals("done", first.output("result"));
    assertEquals("v1.0.0", versionThatRuns(shop.head()));
    RunnerStep.Result second = step().run(Map.of("command", "build"));
    assertEquals(0, second.code(), second::toString);
    assertEquals("unchanged", second.output("result"));
    assertEquals(first.output("digest"), second.output("digest"));
  }

  @Test
  void buildsWhatInitWroteWithoutAnEdit() throws Exception {
    Files.delete(shop.folder().resolve("ignition.yml"));
    shop.write("jib.yaml", Shop.buildFile(""));
    shop.commit("not set up yet");
    RunnerStep.Result written = step().run(Map.of("command", "init"));
    assertEquals(0, written.code(), written::toString);
    assertTrue(Files.exists(shop.folder().resolve(".github/workflows/release.yml")));
    release();
    RunnerStep.Result built = step().run(Map.of("command", "build", "registry", "embedded"));
    assertEquals(0, built.code(), built::toString);
    assertEquals("v1.0.0", built.output("version"));
  }

  @Test
  void pushesTheArchiveThatBuildxMadeOfWhatDescribeSaid() throws Exception {
    shop.write(
        "Dockerfile",
        """
        FROM %s
        ARG VERSION
        COPY Shop.java /app/
        RUN echo "$VERSION" > /app/VERSION
        ENTRYPOINT ["java", "/app/Shop.java"]
        """
            .formatted(Containers.JAVA_BASE));
    release();
    RunnerStep.Result described = step().run(Map.of("command", "describe"));
    assertEquals(0, described.code(), described::toString);
    Containers.buildx(shop.folder(), shop.folder().resolve("image.tar"), options(described));
    RunnerStep.Result built = step().run(Map.of("command", "build", "archive", "image.tar"));
    assertEquals(0, built.code(), built::toString);
    assertEquals(described.output("version"), built.output("version"));
    assertEquals(described.output("version"), versionThatRuns(shop.head()));
  }

  /** As the README passes them on. */
  private static List<String> options(RunnerStep.Result described) {
    List<String> options = new ArrayList<>();
    described.output("build-args").lines().forEach(arg -> options.addAll(of("--build-arg", arg)));
    described.output("labels").lines().forEach(label -> options.addAll(of("--label", label)));
    return options;
  }

  private static List<String> of(String option, String value) {
    return List.of(option, value);
  }

  private String versionThatRuns(String tag) throws Exception {
    String image = registry.address() + "/" + repository + ":" + tag;
    try {
      return Containers.docker("run", "--rm", "--pull", "always", "--quiet", image, "version")
          .lines()
          .reduce((_, last) -> last)
          .orElseThrow();
    } finally {
      Containers.docker("rmi", image);
    }
  }

  @Test
  void reachesAServiceByItsAlias(@TempDir Path folder) throws Exception {
    try (Containers.Service service = Containers.Service.start(folder)) {
      shop.write("jib.yaml", Shop.buildFile(""));
      shop.write("ignition.yml", configuration("registry:5000"));
      release();
      RunnerStep.Result run =
          step().with("--network", service.network()).run(Map.of("command", "build"));
      assertEquals(0, run.code(), run::toString);
      String image = service.address() + "/" + repository + ":" + shop.head();
      assertEquals(
          run.output("digest"),
          RealProgram.output(RealTool.require("crane"), "digest", "--insecure", image).strip());
    }
  }

  @Test
  void masksThePasswordBeforeItSaysAnything() throws Exception {
    release();
    RunnerStep.Result run =
        step()
            .run(
                Map.of(
                    "command",
                    "build",
                    "registry-user",
                    "octocat",
                    "registry-password",
                    "pass é%0A::x\nword in two lines"));
    assertEquals(0, run.code(), run::toString);
    List<String> masks =
        run.log().lines().takeWhile(line -> line.startsWith("::add-mask::")).toList();
    // Each line, escaped as the runner reads it.
    assertTrue(
        masks.containsAll(List.of("::add-mask::pass é%250A::x", "::add-mask::word in two lines")),
        run::toString);
    String spoken = String.join("\n", run.log().lines().skip(masks.size()).toList());
    assertFalse(spoken.contains("word in two"), run::toString);
    assertFalse(spoken.contains("pass é"), run::toString);
  }

  @Test
  void changesNothingAtTheRegistryWhenTheWorkspaceCannotBeWritten() throws Exception {
    release();
    reachable.reset();
    RunnerStep.Result run = step().with("--mount", "ro").run(Map.of("command", "build"));
    assertEquals(2, run.code(), run::toString);
    assertEquals("IGN-RUN-002", run.output("error-code"));
    Stream<String> methods = reachable.requests().stream().map(FaultProxy.Seen::method);
    assertEquals(List.of(), methods.filter(method -> !method.matches("GET|HEAD")).toList());
  }

  @Test
  void writesItsMetadataOutsideAWorkspaceThatCannotBeWritten() throws Exception {
    release();
    Map<String, String> inputs =
        Map.of("command", "build", "metadata-file", "/github/runner_temp/metadata.json");
    RunnerStep.Result run = step().with("--mount", "ro").run(inputs);
    assertEquals(0, run.code(), run::toString);
    assertTrue(Files.exists(run.temporary().resolve("metadata.json")));
  }
}
