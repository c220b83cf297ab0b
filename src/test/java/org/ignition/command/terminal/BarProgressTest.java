package org.ignition.command.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ignition.image.Descriptor;
import org.ignition.progress.Progress;
import org.ignition.registry.TransferListener.Event;
import org.ignition.testing.Captured;
import org.junit.jupiter.api.Test;

class BarProgressTest {

  private static final Descriptor BLOB =
      Descriptor.of("application/octet-stream", new byte[4 << 20]);

  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @Test
  void showsWhatIsUploadedAndLeavesACleanLine() {
    show(new TerminalStyle(true, false, false));
    String drawn = err.text();
    assertTrue(drawn.contains("uploading"), drawn);
    assertTrue(drawn.contains("100%"), drawn);
    assertTrue(drawn.contains("4/4MiB"), drawn);
    assertTrue(drawn.contains("1 of 1 blob"), drawn);
    assertTrue(drawn.endsWith("\r\u001b[K"), drawn);
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(drawn), drawn);
    assertEquals("", out.text());
  }

  @Test
  void drawsNothingIntoAPipe() {
    show(new TerminalStyle(false, false, true));
    assertEquals("", err.text());
  }

  @Test
  void showsAnUploadOfNothing() {
    TerminalScreen screen = screen(new TerminalStyle(true, false, true));
    BarProgress.on(screen).begin(List.of()).close();
    assertTrue(err.text().endsWith("\r\u001b[K"));
  }

  private void show(TerminalStyle style) {
    try (Progress progress = BarProgress.on(screen(style)).begin(List.of(BLOB))) {
      progress.transfer(BLOB, Event.SENT, 1 << 20);
      progress.transfer(BLOB, Event.DONE, BLOB.size());
    }
  }

  private TerminalScreen screen(TerminalStyle style) {
    return new TerminalScreen(out.stream(), err.stream(), style);
  }
}
