package org.ignition.action;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.failure.Problem;

/**
 * The environment variables that a GitHub runner gives to an action. Empty means not given, as the
 * runner sets every declared input. Secrets are among them, so nothing prints it as a whole.
 */
public final class RunnerEnvironment {

  private static final String INPUT_PREFIX = "INPUT_";
  private static final String COMMAND_INPUT = "INPUT_COMMAND";

  private final Map<String, String> variables;

  /** The view of {@code variables}, which are the whole environment. */
  public RunnerEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /**
   * Whether a runner reads what is printed. Some Kubernetes runners set no {@code GITHUB_ACTIONS}
   * (actions/runner-container-hooks#211).
   */
  public boolean isRunner() {
    return is("GITHUB_ACTIONS", "true") || variable("GITHUB_OUTPUT").isPresent();
  }

  /**
   * Whether a runner started this as an action, with its inputs in the environment: every declared
   * input is there then, if only with an empty value. In a {@code run:} step none is.
   */
  public boolean isAction() {
    return variables.containsKey(COMMAND_INPUT);
  }

  /** Whether it is a machine of GitHub's, which is gone when the job ends. */
  public boolean isHosted() {
    return "github-hosted".equals(variables.get("RUNNER_ENVIRONMENT"));
  }

  /** The inputs by name, in lower case and sorted; those that are declared may be empty. */
  public Map<String, String> inputs() {
    Map<String, String> inputs = new TreeMap<>();
    variables.forEach((name, value) -> addInput(inputs, name, value));
    return inputs;
  }

  private static void addInput(Map<String, String> inputs, String name, String value) {
    if (name.startsWith(INPUT_PREFIX)) {
      inputs.put(name.substring(INPUT_PREFIX.length()).toLowerCase(Locale.ROOT), value);
    }
  }

  /** Where outputs go; see {@link Outputs}. */
  public Optional<Path> outputFile() {
    return path("GITHUB_OUTPUT");
  }

  /** Where the step summary goes; see {@link StepSummary}. */
  public Optional<Path> stepSummaryFile() {
    return path("GITHUB_STEP_SUMMARY");
  }

  /** The folder for what does not last: that of the job, else {@code TMPDIR} (POSIX). */
  public Optional<Path> temporaryFolder() {
    return path("RUNNER_TEMP").or(() -> path("TMPDIR"));
  }

  /** Where the repository was checked out. */
  public Optional<Path> workspace() {
    return path("GITHUB_WORKSPACE");
  }

  /** Whether the user re-ran the job with debug logging. */
  public boolean isDebug() {
    return is("RUNNER_DEBUG", "1");
  }

  private boolean is(String name, String value) {
    return value.equals(variables.get(name));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  private Optional<Path> path(String name) {
    return variable(name).map(value -> path(name, value));
  }

  private static Path path(String name, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new InputException(
          Problem.of(
              ErrorCode.INPUT_INVALID,
              "The environment variable " + name + " holds no path",
              "The runner reads what is written there",
              "Leave the variables of the runner as they are, and set LANG=C.UTF-8"),
          e);
    }
  }
}
