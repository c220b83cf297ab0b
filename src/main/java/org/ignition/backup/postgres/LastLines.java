package org.ignition.backup.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of what a program says; the rest is read too, as it would stand still else. */
final class LastLines {

  private static final int KEPT = 12;
  private static final int LONGEST = 500;

  /** Only for what a program left running that has the stream, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private LastLines(InputStream stream) {
    reader = Thread.ofVirtual().unstarted(() -> read(stream));
  }

  /** Reads {@code stream} until it ends. */
  static LastLines of(InputStream stream) {
    LastLines lines = new LastLines(stream);
    lines.reader.start();
    return lines;
  }

  /** Oldest first, untrusted; waits for the stream's end, as what went wrong stands there. */
  List<String> get() throws InterruptedException {
    reader.join(PATIENCE);
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private void read(InputStream stream) {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      keep("what it says can't be read: " + e.getMessage());
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.addLast(line.substring(0, Math.min(line.length(), LONGEST)));
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
  }
}
