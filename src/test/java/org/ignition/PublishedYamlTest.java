package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ignition.command.CommandName;
import org.ignition.command.Input;
import org.ignition.image.jib.BuildFileReader;
import org.ignition.json.Fields;
import org.ignition.json.Node;
import org.ignition.testing.Markdown;
import org.ignition.testing.RealProgram;
import org.ignition.testing.RealTool;
import org.ignition.testing.YamlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users copy is right: every YAML text in documents, templates and our own workflows. */
class PublishedYamlTest {

  private static final Pattern OUR_ACTION = Pattern.compile("[^/]+/ignition-release@.+");
  private static final Pattern PINNED =
      Pattern.compile("\\s*-? ?uses: [\\w./-]+@[0-9a-f]{40} # v\\d+(?:\\.\\d+)*");

  static List<YamlFile> documents() throws IOException {
    List<YamlFile> documents = new ArrayList<>(workflows());
    for (Path file : Markdown.published()) {
      documents.addAll(new Markdown(file).yaml());
    }
    return documents;
  }

  static List<YamlFile> workflows() throws IOException {
    List<YamlFile> workflows = new ArrayList<>();
    for (String folder : List.of("workflows-templates", ".github/workflows")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
          workflows.add(YamlFile.parse(file, Files.readString(file)));
        }
      }
    }
    return workflows;
  }

  @Test
  void thereIsSomethingToCheck() throws IOException {
    assertTrue(workflows().size() >= 4);
    assertTrue(documents().size() >= workflows().size() + 5);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void stepsNameOnlyInputsThatTheirCommandHas(YamlFile document) {
    for (Fields step : document.having("uses")) {
      if (OUR_ACTION.matcher(step.requiredText("uses")).matches()) {
        Fields with = step.fields("with").orElseThrow();
        CommandName command = CommandName.parse(with.requiredText("command"));
        List<String> known = Input.of(command).stream().map(Input::id).toList();
        assertTrue(known.containsAll(with.keys()), () -> step.at() + " has " + with.keys());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noExpressionStandsInAScript(YamlFile document) {
    for (Fields step : document.having("run")) {
      assertFalse(step.text("run").orElse("").contains("${{"), () -> "" + step.at());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void scriptsAreBash(YamlFile document) throws Exception {
    Path bash = RealTool.require("bash");
    for (Fields step : document.having("run")) {
      RealProgram.output(bash, "-n", "-c", step.requiredText("run"));
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void otherPeoplesActionsArePinnedByCommit(YamlFile workflow) {
    for (String line : workflow.text().lines().filter(l -> l.contains("uses: ")).toList()) {
      String used = line.substring(line.indexOf("uses: ") + 6);
      assertTrue(
          OUR_ACTION.matcher(used).matches()
              || used.startsWith("./")
              || PINNED.matcher(line).matches(),
          line);
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void jobsGetNoPermissionThatHasNoReason(YamlFile workflow) {
    assertTrue(workflow.text().contains("\npermissions: {} #"), "nothing for the whole workflow");
    for (String line : workflow.text().lines().toList()) {
      if (line.matches("\\s+[a-z-]+: (?:read|write)\\b.*")) {
        assertTrue(line.contains(" # "), line);
      }
    }
    int jobs =
        Fields.of(workflow.root(), YamlFile.KIND, "").fields("jobs").orElseThrow().keys().size();
    assertEquals(jobs + 1, workflow.having("permissions").size(), "each job says what it needs");
  }

  @Test
  void buildFilesAreRead() throws IOException {
    List<YamlFile> files =
        documents().stream().filter(document -> document.has("apiVersion")).toList();
    assertFalse(files.isEmpty());
    files.forEach(file -> BuildFileReader.parse(file.text(), file.file(), Map.of()));
  }

  @Test
  void whatSaysOptionalCanBeRemoved(@TempDir Path folder) throws Exception {
    Path template = Path.of("workflows-templates/check-migrations.yml");
    List<String> needed =
        Files.readAllLines(template).stream().filter(l -> !l.contains("# optional")).toList();
    Path workflow = Files.createDirectories(folder.resolve(".github/workflows")).resolve("a.yml");
    Files.write(workflow, needed);
    RealProgram.output(RealTool.require("actionlint"), workflow.toString());
  }

  /** One run for all, as starting it takes longer than checking. */
  @Test
  void actionlintFindsNothing(@TempDir Path folder) throws Exception {
    Path actionlint = RealTool.require("actionlint");
    Path target = Files.createDirectories(folder.resolve(".github/workflows"));
    int number = 0;
    for (YamlFile document : documents()) {
      Optional<String> workflow = asWorkflow(document);
      if (workflow.isPresent()) {
        Files.writeString(target.resolve(number++ + ".yml"), workflow.get());
      }
    }
    String report = RealProgram.output(actionlint, target + "/*.yml");
    assertTrue(report.contains("Checking " + number + " workflow"), report);
  }

  /** Steps need a job around them; a job of its own goes beside the one that it needs. */
  private static Optional<String> asWorkflow(YamlFile document) throws IOException {
    if (document.root() instanceof Node.Sequence && !document.having("uses").isEmpty()) {
      return Optional.of(
          "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + document.text());
    }
    if (document.has("jobs") && !document.has("on")) {
      String template = Files.readString(Path.of("workflows-templates/release.yml"));
      return Optional.of(template + document.text().replaceFirst("jobs:\n", ""));
    }
    return document.has("jobs") ? Optional.of(document.text()) : Optional.empty();
  }
}
