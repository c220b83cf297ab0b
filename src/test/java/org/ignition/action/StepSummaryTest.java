package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("summary");
  }

  @Test
  void appendsBlocks() throws IOException {
    StepSummary summary = new StepSummary(Optional.of(file));
    summary.append("# Title");
    summary.append("text\n");
    assertEquals("# Title\ntext\n", Files.readString(file));
  }

  @Test
  void cutsAtTheEndOfALineAndSaysSo() throws IOException {
    new StepSummary(Optional.of(file)).append("0123456789é\n".repeat(100_000));
    String text = Files.readString(file);
    assertTrue(Files.size(file) <= StepSummary.LIMIT);
    assertTrue(Files.size(file) > StepSummary.LIMIT - 2048);
    assertTrue(text.contains("0123456789é\n\n\n_This summary was cut"), "at a line's end");
    assertTrue(text.endsWith("everything._\n"));
  }

  @Test
  void closesWhatTheCutLeftOpen() throws IOException {
    String block = "<details><summary>log</summary>\n\n```\n" + "line\n".repeat(100_000);
    new StepSummary(Optional.of(file)).append(block);
    assertTrue(Files.readString(file).contains("line\n```\n\n</details>\n\n\n_This summary"));
  }

  @Test
  void staysWithinTheLimitHoweverMuchComes() throws IOException {
    StepSummary summary = new StepSummary(Optional.of(file));
    for (int i = 0; i < 600; i++) {
      summary.append("<details>".repeat(30) + "x".repeat(1000));
    }
    summary.append("x".repeat(1_000_000));
    assertTrue(Files.size(file) <= StepSummary.LIMIT, () -> "" + file.toFile().length());
  }

  @Test
  void doesNothingWithoutAFile() {
    new StepSummary(Optional.empty()).append("x");
  }
}
