package org.ignition.backup.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that we write to or read from; it ends when its input does, see {@code fed.sh}. */
final class FedProgram implements AutoCloseable {

  private final Process process;
  private final LastLines said;

  private FedProgram(Process process) {
    this.process = process;
    this.said = LastLines.of(process.getErrorStream());
  }

  /** What becomes of what it prints. */
  enum Output {
    READ,
    DISCARDED
  }

  /**
   * Starts it.
   *
   * @param command the program and its arguments
   * @param environment all that it sees, without U+0000
   */
  static FedProgram start(List<String> command, Map<String, String> environment, Output output)
      throws IOException {
    List<String> all =
        new ArrayList<>(List.of("/bin/sh", "-c", ProgramInput.text("fed.sh"), "fed.sh"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    if (output == Output.DISCARDED) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    builder.environment().clear();
    FedProgram program = new FedProgram(builder.start());
    ProgramInput.send(environment, program.input());
    return program;
  }

  /** What it reads. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** What it prints. */
  InputStream output() {
    return process.getInputStream();
  }

  /** Waits for its end; what it ended with. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  /** The same, whoever interrupts that. */
  int surelyEnd() {
    return process.onExit().join().exitValue();
  }

  /** The last lines of its standard error, untrusted. */
  List<String> said() throws InterruptedException {
    return said.get();
  }

  /** Kills it if it still runs: its input does not end for it. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
