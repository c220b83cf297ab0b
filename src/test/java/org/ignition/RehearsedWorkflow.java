package org.ignition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ignition.json.Fields;
import org.ignition.testing.RealTool;
import org.ignition.testing.YamlFile;

/**
 * The steps of a workflow, carried out on a repository as a runner would for a push of main:
 * scripts by bash, our own action by its code. Other people's actions only prepare a runner and are
 * left out.
 */
final class RehearsedWorkflow {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (.*?) }}");

  private final Shop shop;
  private final YamlFile workflow;
  private final Map<String, String> known = new HashMap<>();

  /**
   * @param known values of expressions that are not outputs of a step
   */
  RehearsedWorkflow(Shop shop, String file, Map<String, String> known) throws Exception {
    this.shop = shop;
    this.workflow = YamlFile.parse(Path.of(file), shop.read(file));
    this.known.putAll(known);
    workflow.ofJob("env").forEach((name, value) -> this.known.put("env." + name, value));
  }

  /** Runs every step; returns the last run of our action. */
  Shop.Run run() throws Exception {
    Optional<Shop.Run> last = Optional.empty();
    for (Fields step : workflow.steps()) {
      if (step.text("if").isPresent()) {
        continue; // The one condition is true of pull requests only.
      }
      if (step.text("run").isPresent()) {
        script(step);
      } else if (step.requiredText("uses").contains("/ignition-release@")) {
        last = Optional.of(action(step));
      }
    }
    return last.orElseThrow();
  }

  private Shop.Run action(Fields step) throws Exception {
    Shop.Run run = shop.step("refs/heads/main", resolved(step.textMap("with")));
    assertEquals(0, run.code(), run::toString);
    run.outputs()
        .forEach((name, value) ->
            known.put("steps." + step.text("id").orElse("") + ".outputs." + name, value));
    return run;
  }

  private void script(Fields step) throws Exception {
    Path bash = RealTool.require("bash");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(bash.toString(), "-e", "-c", step.requiredText("run")));
    builder.environment().putAll(workflow.ofJob("env"));
    builder.environment().putAll(resolved(step.textMap("env")));
    Process process = builder.directory(shop.folder().toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private Map<String, String> resolved(Map<String, String> texts) {
    Map<String, String> resolved = new LinkedHashMap<>();
    texts.forEach((name, text) -> resolved.put(name, resolved(text)));
    return resolved;
  }

  private String resolved(String text) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String expression) {
    if (!known.containsKey(expression)) {
      throw new AssertionError("the rehearsal knows no " + expression);
    }
    return known.get(expression);
  }
}
