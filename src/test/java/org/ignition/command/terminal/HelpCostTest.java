package org.ignition.command.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Help shows at once because it loads no library, and a command no more than it needs. */
class HelpCostTest {

  private static final List<String> OF_OTHERS =
      List.of(
          "tools.jackson.",
          "com.fasterxml.",
          "com.google.",
          "com.jcraft.",
          "me.tongfei.",
          "org.eclipse.",
          "org.flywaydb.",
          "org.kohsuke.",
          "org.postgresql.",
          "org.sqlite.",
          "org.tomlj.");

  @Test
  void rootHelpLoadsNoLibrary() throws IOException {
    String log = probe("--help");
    assertTrue(log.contains("Print after"), log);
    assertFalse(log.contains(" picocli."), log);
    assertLoadsNone(log);
  }

  @Test
  void parsingACommandLoadsNoLibrary() throws IOException {
    String log = probe("build", "--dry-run");
    assertTrue(log.contains("Run after"), log);
    assertFalse(log.contains(" picocli."), log);
    assertLoadsNone(log);
  }

  @Test
  void helpOnACommandLoadsNoLibraryButPicocli() throws IOException {
    String log = probe("build", "--help");
    assertTrue(log.contains("Print after"), log);
    assertTrue(log.contains(" picocli.CommandLine "), log);
    assertLoadsNone(log);
  }

  private static void assertLoadsNone(String log) {
    assertEquals(
        List.of(),
        log.lines().filter(line -> OF_OTHERS.stream().anyMatch(line::contains)).toList());
  }

  private static String probe(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xlog:class+load:stdout", "-cp", System.getProperty("java.class.path")));
    command.add(HelpProbe.class.getName());
    command.addAll(List.of(arguments));
    Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream log = probe.getInputStream()) {
      return new String(log.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
