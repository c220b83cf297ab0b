package org.ignition.backup.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that writes a file and ends with us, however we end; see {@code attended.sh}. */
final class AttendedProgram implements AutoCloseable {

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

  private final Process shell;
  private final LastLines said;

  private AttendedProgram(Process shell) {
    this.shell = shell;
    this.said = LastLines.of(shell.getErrorStream());
  }

  /**
   * Starts it.
   *
   * @param file that it writes
   * @param command the program and its arguments
   * @param environment all that it sees, without U+0000
   */
  static AttendedProgram start(Path file, List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "/bin/sh", "-c", ProgramInput.text("attended.sh"), "attended.sh", file.toString()));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    AttendedProgram program = new AttendedProgram(builder.start());
    // Standard input stays open: that is what it lives by.
    ProgramInput.send(environment, program.shell.getOutputStream());
    return program;
  }

  /** Whether it ended within {@code limit}. */
  boolean ended(Duration limit) throws InterruptedException {
    return shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for its end; what it ended with. */
  int end() throws InterruptedException {
    return shell.waitFor();
  }

  /** What it ended with. */
  int status() {
    return shell.exitValue();
  }

  /** The last lines of its standard error, untrusted. */
  List<String> said() throws InterruptedException {
    return said.get();
  }

  /** Stops it if it still runs. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!ended(STOPS_WITHIN)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
