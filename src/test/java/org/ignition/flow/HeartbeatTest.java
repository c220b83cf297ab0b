package org.ignition.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ignition.action.RunnerLog;
import org.ignition.action.WorkflowCommands;
import org.ignition.image.Digest;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.sql.SqlSplitter;
import org.ignition.testing.Captured;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final Captured captured = new Captured();
  private Instant now = Instant.EPOCH;

  @Test
  void tellsEveryTenSecondsHowFarAScriptIs() {
    RunnerLog log = new RunnerLog(new WorkflowCommands(captured.stream(), false));
    RehearsalListener listener = new Heartbeat(log, () -> now, 3).before(_ -> {});
    Script script = script();
    for (int number = 1; number <= 25; number++) {
      now = now.plus(Duration.ofSeconds(1));
      listener.running(script, number, 25);
    }
    assertEquals(
        "Running db/rows.sql, statement 10 of 25\nRunning db/rows.sql, statement 20 of 25\n",
        captured.text());
  }

  private static Script script() {
    byte[] text = "SELECT 1;".getBytes(StandardCharsets.UTF_8);
    return new Script(
        Path.of("db/rows.sql"), SqlSplitter.split("SELECT 1;"), true, Digest.of(text));
  }
}
