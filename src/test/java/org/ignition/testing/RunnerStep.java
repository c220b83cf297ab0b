package org.ignition.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * One step of a workflow, run in its container by {@code .ci/run-like-runner}.
 *
 * @param image the action's
 * @param workspace the checkout
 * @param options of the script
 */
public record RunnerStep(String image, Path workspace, List<String> options) {

  private static final int RUNNER_UID = 1001;
  private static final int CANCELLED_WITHIN_SECONDS = 60;
  private static final int PATIENCE_SECONDS = 600;

  /** A step in {@code workspace}; what the runner writes goes into folders beside it. */
  public static RunnerStep in(Path workspace) throws Exception {
    return new RunnerStep(ActionImage.name(), workspace.toAbsolutePath(), List.of());
  }

  /**
   * Skips the test where {@link #handOver} can't be called, except in CI, where that is an error:
   * there has to be an engine, and only root gives files away.
   */
  public static void requireHandOver() throws Exception {
    ActionImage.name();
    requireRoot();
  }

  /** The same for what needs no engine. */
  public static void requireRoot() throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    Assertions.assertTrue(root || !"true".equals(System.getenv("CI")), "not run as root");
    Assumptions.assumeTrue(root, "not run as root");
  }

  /** Gives all files to the user that a runner works as. */
  public static void handOver(Path workspace) throws Exception {
    RealProgram.output(
        RealTool.require("chown"), "-R", RUNNER_UID + ":" + RUNNER_UID, workspace.toString());
  }

  /** What is in {@code folder}, with itself, and of somebody else than that user. */
  public static List<Path> notHandedOver(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> owner(file) != RUNNER_UID).toList();
    }
  }

  private static int owner(Path file) {
    try {
      return (int) Files.getAttribute(file, "unix:uid");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** With an option of the script. */
  public RunnerStep with(String option, String value) {
    List<String> more = new ArrayList<>(options);
    more.addAll(List.of(option, value));
    return new RunnerStep(image, workspace, List.copyOf(more));
  }

  /** With a variable that the job or an earlier step has put into the environment. */
  public RunnerStep env(String name, String value) {
    return with("--env", name + "=" + value);
  }

  /** Runs to the end. */
  public Result run(Map<String, String> inputs) throws Exception {
    return start(inputs).await();
  }

  /** Begins to run. */
  public Running start(Map<String, String> inputs) throws IOException {
    Path temporary = Files.createTempDirectory(workspace.getParent(), "_temp");
    List<String> command = new ArrayList<>(List.of(".ci/run-like-runner"));
    command.addAll(options);
    command.addAll(List.of("--temp", temporary.toString(), image, workspace.toString()));
    inputs.forEach((name, value) -> command.add(name + "=" + value));
    Path log = Files.createTempFile(workspace.getParent(), "step", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Running(builder.redirectOutput(log.toFile()).start(), log, temporary);
  }

  /** A step that has begun. */
  public record Running(Process process, Path log, Path temporary) {

    /** Cancels it as a runner does. */
    public void cancel() {
      process.destroy();
    }

    /** Waits for its end. */
    public Result await() throws Exception {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        end();
      }
      String text = Files.readString(log);
      Assertions.assertTrue(ended, text);
      String printed = text.substring(0, Math.max(0, text.lastIndexOf("\n--- exit ")));
      int files = printed.indexOf("\n--- GITHUB_");
      return new Result(
          process.exitValue(),
          files < 0 ? printed : printed.substring(0, files),
          RunnerReader.file(file("set_output_")),
          file("step_summary_"),
          temporary);
    }

    /** The script removes its container when it is asked to end, and can't when it is killed. */
    private void end() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(CANCELLED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }

    private String file(String prefix) throws IOException {
      try (Stream<Path> files = Files.list(temporary.resolve("_runner_file_commands"))) {
        return files
            .filter(file -> file.getFileName().toString().startsWith(prefix))
            .map(Running::text)
            .findFirst()
            .orElseThrow();
      }
    }

    private static String text(Path file) {
      try {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * How a step ended.
   *
   * @param code exit code of the docker client, which is the container's
   * @param log both streams
   * @param outputs as the runner reads them
   * @param summary Markdown
   * @param temporary the runner's own folder, {@code RUNNER_TEMP} for the step
   */
  public record Result(
      int code, String log, Map<String, String> outputs, String summary, Path temporary) {

    /** An output; empty text when it was not given. */
    public String output(String name) {
      return outputs.getOrDefault(name, "");
    }

    /** The commands of one name that the runner saw in the log. */
    public List<RunnerReader.Read> commands(String name) {
      return RunnerReader.commands(log).stream()
          .filter(command -> command.name().equals(name))
          .toList();
    }

    @Override
    public String toString() {
      return "exit " + code + "\n" + log + "\n--- outputs\n" + outputs;
    }
  }
}
