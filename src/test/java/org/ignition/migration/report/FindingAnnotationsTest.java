package org.ignition.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.ignition.action.RunnerLog;
import org.ignition.action.WorkflowCommands;
import org.ignition.migration.rule.Finding;
import org.ignition.migration.rule.Rule;
import org.ignition.testing.Captured;
import org.ignition.testing.RunnerReader;
import org.junit.jupiter.api.Test;

class FindingAnnotationsTest {

  private final Captured out = new Captured();
  private final RunnerLog log = new RunnerLog(new WorkflowCommands(out.stream(), false));

  @Test
  void standBesideTheirLinesWorstFirst() {
    FindingAnnotations.show(Reports.refused(), log);
    List<RunnerReader.Read> read = RunnerReader.commands(out.text());
    assertEquals(
        List.of("error", "error", "warning"), read.stream().map(RunnerReader.Read::name).toList());
    RunnerReader.Read index = read.getFirst();
    assertEquals("db/migrations/0011_index_email.sql", index.properties().get("file"));
    assertEquals("3", index.properties().get("line"));
    assertEquals("1", index.properties().get("col"));
    assertEquals("L1 Index built while writes wait", index.properties().get("title"));
    assertTrue(index.data().contains("Instead:\nCREATE INDEX CONCURRENTLY"), index.data());
  }

  @Test
  void leaveRoomForWhatTheCommandSays() {
    List<Finding> findings =
        IntStream.range(0, 40)
            .mapToObj(i -> Reports.finding(Rule.L1, "x.sql", i + 1, "m", ""))
            .toList();
    FindingAnnotations.show(Reports.report(Reports.BASE, List.of(), findings, List.of()), log);
    assertEquals(FindingAnnotations.MOST_PER_WEIGHT, RunnerReader.commands(out.text()).size());
    assertEquals(List.of(), log.surplus());
  }

  @Test
  void holdNoCommandOfOthers() {
    FindingAnnotations.show(Reports.hostile("x\n::set-env name=a::b\n##[group]x"), log);
    assertEquals(
        List.of("error"),
        RunnerReader.commands(out.text()).stream().map(RunnerReader.Read::name).toList());
  }
}
