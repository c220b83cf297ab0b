package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.junit.jupiter.api.Test;

class RunnerEnvironmentTest {

  @Test
  void knowsARunnerByEitherVariable() {
    assertTrue(environment("GITHUB_ACTIONS", "true").isRunner());
    assertTrue(environment("GITHUB_OUTPUT", "/tmp/o").isRunner());
    assertFalse(environment("GITHUB_OUTPUT", "").isRunner());
    assertFalse(environment("GITHUB_ACTIONS", "false").isRunner());
  }

  @Test
  void keepsWhatDoesNotLastWhereTheRunnerOrTheUserSays() {
    assertEquals(Optional.of(Path.of("/t")), environment("TMPDIR", "/t").temporaryFolder());
    assertEquals(
        Optional.of(Path.of("/r")),
        new RunnerEnvironment(Map.of("TMPDIR", "/t", "RUNNER_TEMP", "/r")).temporaryFolder());
  }

  @Test
  void knowsAnActionFromARunStep() {
    assertTrue(environment("INPUT_COMMAND", "").isAction());
    assertFalse(environment("GITHUB_ACTIONS", "true").isAction());
  }

  @Test
  void givesInputsTheirDeclaredNamesBack() {
    RunnerEnvironment environment =
        new RunnerEnvironment(
            Map.of("INPUT_DRY-RUN", "true", "INPUT_ENTRYPOINT", "x", "INPUTRC", "/etc/inputrc"));
    assertEquals(Map.of("dry-run", "true", "entrypoint", "x"), environment.inputs());
  }

  @Test
  void takesAnEmptyPathForNone() {
    assertEquals(Optional.empty(), environment("GITHUB_STEP_SUMMARY", "").stepSummaryFile());
    assertEquals(
        Optional.of(Path.of("/github/runner_temp")),
        environment("RUNNER_TEMP", "/github/runner_temp").temporaryFolder());
  }

  @Test
  void namesTheVariableThatHoldsNoPath() {
    InputException failure =
        assertThrows(
            InputException.class,
            () -> environment("GITHUB_STEP_SUMMARY", "a\0b").stepSummaryFile());
    assertEquals(ErrorCode.INPUT_INVALID, failure.code());
    assertTrue(failure.problem().what().contains("GITHUB_STEP_SUMMARY"));
  }

  @Test
  void isDebugOnlyWhenTheRunnerSaysOne() {
    assertTrue(environment("RUNNER_DEBUG", "1").isDebug());
    assertFalse(environment("RUNNER_DEBUG", "").isDebug());
    assertFalse(environment("RUNNER_DEBUG", "true").isDebug());
  }

  private static RunnerEnvironment environment(String name, String value) {
    return new RunnerEnvironment(Map.of(name, value));
  }
}
