package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ignition.action.Annotation.Level;
import org.ignition.failure.SourceLocation;
import org.ignition.testing.Captured;
import org.ignition.testing.HostileText;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;

class WorkflowCommandsTest {

  private final Captured log = new Captured();
  private final WorkflowCommands commands = new WorkflowCommands(log.stream(), false);

  @Test
  void writesPlainLinesAsTheyAre() {
    commands.text("one\ntwo :: three # four [five]");
    assertEquals("one\ntwo :: three # four [five]\n", log.text());
  }

  @Test
  void breaksCommandsInPlainTextVisibly() {
    commands.text("  ::error::a\r::warning::b\nc ##[group]d");
    assertEquals("  : :error::a\n: :warning::b\nc ## [group]d\n", log.text());
  }

  @Test
  void neverLetsPlainTextBecomeACommand() {
    HostileText.all().forEach(commands::text);
    assertEquals(List.of(), RunnerReader.commands(log.text()));
  }

  @Test
  void neverLetsATitleOrMessageBecomeAnotherCommand() {
    HostileText.all().forEach(this::assertOneCommandEach);
  }

  private void assertOneCommandEach(String text) {
    Captured log = new Captured();
    WorkflowCommands commands = new WorkflowCommands(log.stream(), true);
    SourceLocation at = new SourceLocation(Path.of(text.replaceAll("[^\\x01-\\x7e]", "x")), 1, 2);
    commands.startGroup(text);
    commands.annotate(new Annotation(Level.ERROR, text, text, Optional.of(at)));
    commands.mask(Set.of(text));
    List<RunnerReader.Read> read = RunnerReader.commands(log.text());
    assertEquals(
        List.of("group", "error", "add-mask"),
        read.stream().map(RunnerReader.Read::name).toList(),
        log.text());
    assertTrue(
        Set.of("file", "line", "col", "title").containsAll(read.get(1).properties().keySet()));
    assertEquals("1", read.get(1).properties().get("line"));
  }

  @Test
  void pointsAnAnnotationAtItsPlace() {
    SourceLocation at = new SourceLocation(Path.of("db/a,b:c.sql"), 3, 7);
    commands.annotate(new Annotation(Level.WARNING, "100%, so: far", "x\ny", Optional.of(at)));
    assertEquals(
        "::warning file=db/a%2Cb%3Ac.sql,line=3,col=7,title=100%25%2C so%3A far::x%0Ay\n",
        log.text());
    assertEquals(
        List.of(
            new RunnerReader.Read(
                "warning",
                Map.of("file", "db/a,b:c.sql", "line", "3", "col", "7", "title", "100%, so: far"),
                "x\ny")),
        RunnerReader.commands(log.text()));
  }

  @Test
  void leavesOutLineAndColumnThatAreUnknown() {
    SourceLocation at = SourceLocation.of(Path.of("ignition.yml"));
    commands.annotate(new Annotation(Level.NOTICE, "", "m", Optional.of(at)));
    assertEquals("::notice file=ignition.yml::m\n", log.text());
  }

  @Test
  void cutsAMessageBetweenCharacters() {
    commands.annotate(new Annotation(Level.ERROR, "", "x" + "😀".repeat(4000), Optional.empty()));
    String message = RunnerReader.commands(log.text()).getFirst().data();
    assertTrue(message.length() <= 4096 && message.length() > 4090, () -> "" + message.length());
    assertTrue(message.endsWith("😀…"));
  }

  @Test
  void masksTheExactValue() {
    commands.mask(List.of("50%\u001b[x##[y"));
    assertEquals("50%\u001b[x##[y", RunnerReader.commands(log.text()).getFirst().data());
  }

  @Test
  void isSilentAboutDebugUnlessAsked() {
    commands.debug("hidden");
    new WorkflowCommands(log.stream(), true).debug("a\n::error::b");
    assertEquals("::debug::a\n::debug::: :error::b\n", log.text());
  }

  @Test
  void keepsLinesOfOneCallTogether() throws InterruptedException {
    List<Thread> threads =
        List.of("a", "b", "c", "d").stream()
            .map(name -> Thread.ofVirtual().start(() -> writeMany(name)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> lines = RunnerReader.lines(log.text());
    assertEquals(4 * 200 * 3, lines.size());
    for (int i = 0; i < lines.size(); i += 3) {
      assertEquals(Set.of(lines.get(i)), Set.copyOf(lines.subList(i, i + 3)));
    }
  }

  private void writeMany(String name) {
    for (int i = 0; i < 200; i++) {
      commands.text((name + "\n").repeat(3));
    }
  }
}
