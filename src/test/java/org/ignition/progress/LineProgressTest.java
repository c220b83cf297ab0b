package org.ignition.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ignition.action.RunnerLog;
import org.ignition.action.WorkflowCommands;
import org.ignition.image.Descriptor;
import org.ignition.registry.TransferListener.Event;
import org.ignition.testing.Captured;
import org.junit.jupiter.api.Test;

class LineProgressTest {

  private static final Descriptor BLOB = TransferTallyTest.blob("blob", 300 << 20);

  private final Captured captured = new Captured();
  private Instant now = Instant.EPOCH;

  @Test
  void writesALineAtMostEveryFiveSeconds() {
    RunnerLog log = new RunnerLog(new WorkflowCommands(captured.stream(), false));
    try (Progress progress = LineProgress.in(log, () -> now).begin(List.of(BLOB))) {
      for (int second = 1; second <= 12; second++) {
        now = now.plus(Duration.ofSeconds(1));
        progress.transfer(BLOB, Event.SENT, 10 << 20);
        progress.transfer(BLOB, Event.SENT, 10 << 20);
      }
    }
    assertEquals(
        "uploaded 90 of 300 MiB, 0 of 1 blob\nuploaded 190 of 300 MiB, 0 of 1 blob\n",
        captured.text());
  }
}
