package org.ignition.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.Problem;
import org.ignition.failure.SourceLocation;
import org.ignition.log.Log;
import org.ignition.testing.Captured;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;

class RunnerLogTest {

  private final Captured captured = new Captured();
  private final RunnerLog log = new RunnerLog(new WorkflowCommands(captured.stream(), false));

  @Test
  void foldsAGroup() {
    try (Log.Group _ = log.group("push ##[x]")) {
      log.line("inside");
    }
    assertEquals("::group::push ## [x]\ninside\n::endgroup::\n", captured.text());
  }

  @Test
  void saysWhatWhyAndWhatToDoInOneAnnotation() {
    log.problem(
        Problem.of(ErrorCode.TAG_BOUND_ELSEWHERE, "Tag moved", "Tags never move", "Use another")
            .at(new SourceLocation(Path.of("ignition.yml"), 2, 0)));
    assertEquals(
        "::error file=ignition.yml,line=2,title=IGN-REG-010 Tag is bound to another digest::"
            + "Tag moved. Tags never move%0A→ Use another\n",
        captured.text());
  }

  @Test
  void annotatesALineAndLeavesOutWhatGitHubWouldDrop() {
    SourceLocation at = new SourceLocation(Path.of("db/1.sql"), 3, 4);
    IntStream.rangeClosed(1, 12).forEach(i -> log.annotate(Log.Weight.NOTE, "L4", "n " + i, at));
    assertEquals(10, RunnerReader.lines(captured.text()).size());
    assertEquals(
        "::notice file=db/1.sql,line=3,col=4,title=L4::n 1",
        RunnerReader.lines(captured.text()).getFirst());
    assertEquals(List.of(), log.surplus());
  }

  @Test
  void keepsWhatGitHubWouldDropForTheSummary() {
    IntStream.rangeClosed(1, 12).forEach(i -> log.warn("careful " + i));
    log.problem(Problem.of(ErrorCode.DEFECT, "still shown", "", ""));
    List<RunnerReader.Read> shown = RunnerReader.commands(captured.text());
    assertEquals(11, shown.size());
    assertEquals("error", shown.getLast().name());
    assertEquals(
        List.of("careful 11", "careful 12"),
        log.surplus().stream().map(Annotation::message).toList());
    assertEquals(
        List.of("Warning: careful 11", "Warning: careful 12"),
        RunnerReader.lines(captured.text()).subList(10, 12));
  }
}
