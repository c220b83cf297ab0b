package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.testing.HostileText;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

  @TempDir Path folder;

  @Test
  void givesBackEveryHostileValue() {
    HostileText.all().forEach(this::assertRoundTrip);
  }

  @Test
  void writesAlsoWhenTheCommandWasInterrupted() {
    Path file = folder.resolve("output");
    Thread.currentThread().interrupt();
    try {
      outputs(file).write("result", "failed");
    } finally {
      assertTrue(Thread.interrupted(), "whoever interrupted still finds it so");
    }
    assertEquals(Map.of("result", "failed"), RunnerReader.file(take(file)));
  }

  private void assertRoundTrip(String value) {
    Path file = folder.resolve("output");
    outputs(file).write("value", value);
    outputs(file).write("next", "n");
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    assertEquals(
        Map.of("value", new String(bytes, StandardCharsets.UTF_8), "next", "n"),
        RunnerReader.file(take(file)));
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Path file = folder.resolve("output");
    Files.writeString(file, "earlier=1\n");
    outputs(file).write("tags", "a\nb\n");
    assertEquals("earlier=1\ntags<<ignition_0_\na\nb\n\nignition_0_\n", Files.readString(file));
  }

  @Test
  void findsADelimiterEvenWhenRandomnessIsStuck() {
    Path file = folder.resolve("output");
    String value = "x\nignition_0_\ny\nignition_0_0_\nz";
    new Outputs(Optional.of(file), () -> "0").write("value", value);
    assertEquals(Map.of("value", value), RunnerReader.file(take(file)));
  }

  @Test
  void doesNothingWithoutAFile() {
    assertTrue(new Outputs(Optional.empty(), () -> "0").write("digest", "x"));
  }

  @Test
  void leavesOutWhatALaterStepCouldNotTake() {
    Path file = folder.resolve("output");
    assertTrue(outputs(file).write("metadata", "x".repeat(Outputs.LONGEST_VALUE)));
    assertFalse(outputs(file).write("metadata", "é".repeat(Outputs.LONGEST_VALUE / 2 + 1)));
    assertEquals(1, RunnerReader.file(take(file)).size());
  }

  @Test
  void namesTheVariableWhenTheFileCannotBeWritten() {
    InputException failure =
        assertThrows(InputException.class, () -> outputs(folder).write("digest", "x"));
    assertThrows(InputException.class, () -> outputs(folder).requireWritable());
    assertEquals(ErrorCode.FILE_UNWRITABLE, failure.code());
    assertTrue(failure.problem().what().contains("GITHUB_OUTPUT"));
  }

  @Test
  void refusesANameThatWouldBreakTheFile() {
    Outputs outputs = outputs(folder.resolve("output"));
    assertThrows(IllegalArgumentException.class, () -> outputs.write("a<<b", "x"));
    assertThrows(IllegalArgumentException.class, () -> outputs.write("a\nb", "x"));
    assertThrows(IllegalArgumentException.class, () -> outputs.write("", "x"));
  }

  private static Outputs outputs(Path file) {
    AtomicInteger next = new AtomicInteger();
    return new Outputs(Optional.of(file), () -> Integer.toString(next.getAndIncrement()));
  }

  private static String take(Path file) {
    try {
      String text = Files.readString(file);
      Files.delete(file);
      return text;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
