package org.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ignition.action.StepSummary;
import org.ignition.flow.Tool;
import org.ignition.testing.ActionImage;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.RunnerReader;
import org.ignition.testing.RunnerStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image, run as a runner runs it, in the surroundings that container actions trip over. */
class ContainerIT {

  private static final Set<String> FOLDERS_OF_THE_RUNNER =
      Set.of("_github_home", "_github_workflow", "_runner_file_commands");
  private static final long MOST_COMPRESSED = 160_000_000;
  private static final String VERSION = Tool.NAME + " " + Tool.version();

  private Shop shop;

  @BeforeEach
  void createShop(@TempDir Path folder) throws Exception {
    RunnerStep.requireHandOver();
    shop = Shop.create(folder, "ghcr.io/acme/shop");
    RunnerStep.handOver(shop.folder());
  }

  private RunnerStep step() throws Exception {
    return RunnerStep.in(shop.folder()).with("--sha", shop.head()).with("--event-name", "push");
  }

  private static Map<String, String> embedded(String... more) {
    Map<String, String> inputs = new HashMap<>(Map.of("command", "build", "registry", "embedded"));
    for (int i = 0; i < more.length; i += 2) {
      inputs.put(more[i], more[i + 1]);
    }
    return inputs;
  }

  // --- environment

  @Test
  void ignoresWhatTheJobSaysToOtherPrograms() throws Exception {
    RunnerStep.Result run =
        step()
            .env("JAVA_HOME", "/opt/hostedtoolcache/Java_Temurin/17")
            .env("JAVA_TOOL_OPTIONS", "-javaagent:/opt/agent.jar")
            .env("JDK_JAVA_OPTIONS", "--no-such-option")
            .env("_JAVA_OPTIONS", "-Xmx1k")
            .env("CLASSPATH", "/nowhere")
            .env("LC_ALL", "C")
            .env("LANG", "C")
            .run(embedded());
    assertEquals(0, run.code(), run::toString);
    assertEquals("done", run.output("result"));
    assertFalse(run.log().contains("Picked up"), run::toString);
  }

  @Test
  void usesItsAotCacheOnEveryMachine() throws Exception {
    String command = java("-XX:AOTMode=on");
    assertEquals(VERSION, docker("--entrypoint", "sh", ActionImage.name(), "-c", command));
    String manyGigabytes = java("-XX:AOTMode=on -XX:MaxRAM=512g");
    assertEquals(VERSION, docker("--entrypoint", "sh", ActionImage.name(), "-c", manyGigabytes));
  }

  @Test
  void passesOverAnAotCacheThatDoesNotFitWithoutAWord() throws Exception {
    String command = "touch /opt/ignition/ignition-release.jar && ! " + java("-XX:AOTMode=on");
    docker("--entrypoint", "sh", ActionImage.name(), "-c", command);
    String silent = "touch /opt/ignition/ignition-release.jar && " + java("");
    assertEquals(VERSION, docker("--entrypoint", "sh", ActionImage.name(), "-c", silent));
  }

  private static String java(String more) {
    return "/opt/ignition/java/bin/java @/opt/ignition/flags -XX:AOTCache=/opt/ignition/ignition.aot "
        + more
        + " -jar /opt/ignition/ignition-release.jar --version";
  }

  private static String docker(String... arguments) throws Exception {
    List<String> all =
        Stream.concat(Stream.of("run", "--rm", "--network", "none"), Stream.of(arguments)).toList();
    return RealProgram.output(RealTool.require("docker"), all.toArray(String[]::new)).strip();
  }

  @Test
  void showsQuickstartToPeopleWithoutJava() throws Exception {
    String shown = docker(ActionImage.name(), "quickstart");
    assertTrue(shown.contains("result: unchanged, reused: true"), shown);
    assertTrue(shown.contains("What comes next:"), shown);
  }

  @Test
  void staysWithinTheBudgetOfAPull(@TempDir Path folder) throws Exception {
    Path saved = folder.resolve("image.tar");
    Path docker = ActionImage.requireEngine();
    RealProgram.output(docker, "save", "-o", saved.toString(), ActionImage.name());
    RealProgram.output(
        RealTool.require("tar"), "-xf", saved.toString(), "-C", folder.toString(), "blobs");
    long compressed = 0;
    try (Stream<Path> blobs = Files.list(folder.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        compressed += Files.size(blob);
      }
    }
    assertTrue(compressed <= MOST_COMPRESSED, compressed + " bytes");
    assertTrue(compressed > MOST_COMPRESSED / 10, compressed + " bytes are no whole image");
  }

  // --- inputs

  @Test
  void readsHyphenatedInputsAndOnesInAnyScript() throws Exception {
    String name = "настройки é 😀 'a' \"b\".yml";
    shop.write(name, Shop.configuration("ghcr.io/acme/shop", ""));
    RunnerStep.Result run =
        step()
            .run(
                embedded(
                    "config", name, "allow-dirty", "true", "metadata-file", "récolte/é 😀.json"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("récolte/é 😀.json", run.output("metadata-file"));
    assertTrue(Files.exists(shop.folder().resolve("récolte/é 😀.json")));
    assertTrue(run.log().contains(name), run::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n::error::owned\nb.yml",
        "a%0A::error::owned.yml",
        "::stop-commands::x.yml",
        "##[error]owned.yml",
        "quote\"'`$(id)\\",
        "x\r\n##[group]y",
        "é😀 name with  spaces.yml",
        "ignition_EOF<<EOF",
      })
  void takesNoInputForACommand(String hostile) throws Exception {
    RunnerStep.Result run = step().run(embedded("config", hostile));
    assertEquals(2, run.code(), run::toString);
    assertEquals(1, run.commands("error").size(), run::toString);
    Set<String> names =
        RunnerReader.commands(run.log()).stream()
            .map(RunnerReader.Read::name)
            .collect(Collectors.toSet());
    assertEquals(Set.of("error"), names, run::toString);
    assertEquals("failed", run.output("result"));
  }

  @Test
  void takesTheNameOfAnInputWithSpacesAsTheRunnerGivesIt() throws Exception {
    RunnerStep.Result run = step().run(embedded("dry run", "true"));
    assertEquals(2, run.code(), run::toString);
    assertEquals("IGN-INP-001", run.output("error-code"));
    assertTrue(run.log().contains("dry-run"), run::toString);
  }

  @Test
  void saysWhatIsMissingAsTheRunnerEnforcesNothing() throws Exception {
    RunnerStep.Result run = step().run(Map.of());
    assertEquals(2, run.code(), run::toString);
    assertEquals("IGN-INP-003", run.output("error-code"));
  }

  // --- outputs

  @Test
  void givesOutputsAsTheyAre() throws Exception {
    String file = "o'c\"t %0A::error::x %25 ##[group]é😀 =<<EOF\\.json";
    RunnerStep.Result run = step().run(embedded("metadata-file", file));
    assertEquals(0, run.code(), run::toString);
    assertEquals(file, run.output("metadata-file"));
    assertEquals(
        List.of(shop.head(), shop.head().substring(0, 12)),
        run.output("tags").lines().map(tag -> tag.substring(tag.lastIndexOf(':') + 1)).toList());
    assertEquals(
        Files.readString(shop.folder().resolve(file)).replaceAll("\\s", ""),
        run.output("metadata").replaceAll("\\s", ""));
    assertEquals(List.of(), run.commands("error"), run::toString);
    assertEquals(List.of(), run.commands("##group"), run::toString);
  }

  @Test
  void givesOutputsAndSummaryWhenItFails() throws Exception {
    shop.write("package.json", "{\"version\": \"<b>##[error] é😀 | `x`\"}");
    RunnerStep.Result run = step().run(embedded("allow-dirty", "true"));
    assertEquals(2, run.code(), run::toString);
    assertEquals("failed", run.output("result"));
    assertTrue(run.output("error-code").startsWith("IGN-VER-"), run::toString);
    assertTrue(run.summary().contains("What to do"), run::summary);
    assertFalse(run.summary().contains("<b>"), run::summary);
    assertEquals(List.of(), run.commands("##error"), run::toString);
  }

  @Test
  void annotatesAThousandFilesOnce() throws Exception {
    for (String content : List.of("committed", "changed")) {
      for (int i = 0; i < 1000; i++) {
        shop.write("é".repeat(100) + i + "<details>.txt", content);
      }
      if (content.equals("committed")) {
        shop.commit("a thousand files");
      }
    }
    RunnerStep.Result run = step().run(embedded());
    assertEquals(0, run.code(), run::toString);
    assertEquals(1, run.commands("warning").size(), run::toString);
    assertEquals(List.of(), run.commands("error"), run::toString);
    int bytes = run.summary().getBytes(UTF_8).length;
    assertTrue(bytes <= StepSummary.LIMIT, () -> bytes + " bytes");
  }

  // --- files

  @Test
  void leavesFilesThatBelongToTheOwnerOfTheWorkspace() throws Exception {
    RunnerStep.Result run = step().run(embedded("metadata-file", "reports/release/metadata.json"));
    assertEquals(0, run.code(), run::toString);
    assertEquals(List.of(), RunnerStep.notHandedOver(shop.folder()));
    assertEquals(FOLDERS_OF_THE_RUNNER, names(run.temporary()));
    assertEquals(Set.of(), names(run.temporary().resolve("_github_home")));
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void describesAReadOnlyWorkspace() throws Exception {
    RunnerStep.Result run = step().with("--mount", "ro").run(Map.of("command", "describe"));
    assertEquals(0, run.code(), run::toString);
    assertEquals(shop.head(), run.output("sha"));
  }

  @Test
  void saysThatItCannotWriteBeforeItDoesAnything() throws Exception {
    RunnerStep.Result run = step().with("--mount", "ro").run(embedded());
    assertEquals(2, run.code(), run::toString);
    assertEquals("IGN-RUN-002", run.output("error-code"));
  }

  // --- network

  @Test
  void needsNoNetworkForWhatStaysHere() throws Exception {
    RunnerStep.Result run = step().with("--network", "none").run(embedded());
    assertEquals(0, run.code(), run::toString);
  }

  @Test
  void saysThatThereIsNoNetwork() throws Exception {
    RunnerStep.Result run = step().with("--network", "none").run(Map.of("command", "build"));
    assertEquals(4, run.code(), run::toString);
    assertEquals("failed", run.output("result"));
    assertEquals("IGN-REG-001", run.output("error-code"));
    assertTrue(run.log().contains("ghcr.io"), run::toString);
  }
}
