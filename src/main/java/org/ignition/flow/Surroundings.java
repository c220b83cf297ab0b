package org.ignition.flow;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.ignition.action.RunnerEnvironment;

/**
 * What a process is surrounded by.
 *
 * @param environment variables
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param interactive whether a person sits at a terminal
 * @param directory current directory, absolute
 * @param clock tells the time
 * @param waiting for what does not answer
 */
public record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    InputStream in,
    boolean interactive,
    Path directory,
    Clock clock,
    Waiting waiting) {

  /** Copies the environment. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** What a GitHub runner says in the environment, where one does. */
  public RunnerEnvironment runner() {
    return new RunnerEnvironment(environment);
  }

  /** At a terminal in another folder: nothing of the runner's is left but the temporary folder. */
  public Surroundings at(Path folder) {
    Map<String, String> kept = new HashMap<>(environment);
    kept.keySet()
        .removeIf(name ->
            name.startsWith("GITHUB_")
                || name.startsWith("INPUT_")
                || name.equals("RUNNER_ENVIRONMENT"));
    return new Surroundings(kept, out, err, in, interactive, folder, clock, waiting);
  }

  /** Writes out what is still held back. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
