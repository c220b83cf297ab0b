package org.ignition.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Runs a program that tests judge us by. */
public final class RealProgram {

  private static final int PATIENCE_SECONDS = 60;

  private RealProgram() {}

  /** What {@code program} prints, both streams together; it has to end with exit code 0. */
  public static String output(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assertions.assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), output);
    Assertions.assertEquals(0, process.exitValue(), () -> command + ":\n" + output);
    return output;
  }
}
