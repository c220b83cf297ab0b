package org.ignition.database.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a server says. It is read to the end, as a server whose log nobody reads stands still, and
 * its last lines are kept.
 */
final class ServerLog {

  /** How a start went. */
  enum Start {
    READY,
    PORT_TAKEN,
    ENDED,
    SILENT
  }

  private static final int KEPT_LINES = 20;
  private static final int LONGEST_LINE = 500;
  private static final String READY = "database system is ready to accept connections";
  private static final String PORT_TAKEN = "could not bind IPv4 address";

  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Start> start = new CompletableFuture<>();

  /** Reads {@code log} in a thread of its own until it ends. */
  static ServerLog read(InputStream log) {
    ServerLog reader = new ServerLog();
    Thread.ofVirtual().name("postgres-log").start(() -> reader.readAll(log));
    return reader;
  }

  /** Waits until the start is decided. */
  Start awaitStart(Duration timeout) throws InterruptedException {
    try {
      return start.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Start.SILENT;
    } catch (ExecutionException e) {
      return Start.ENDED;
    }
  }

  /** The newest lines, oldest first, untrusted. */
  List<String> lastLines() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void readAll(InputStream log) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      note("its log can't be read: " + e.getMessage());
    }
    start.complete(Start.ENDED);
  }

  private void note(String line) {
    synchronized (last) {
      last.addLast(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
      if (last.size() > KEPT_LINES) {
        last.removeFirst();
      }
    }
    if (line.endsWith(READY)) {
      start.complete(Start.READY);
    } else if (line.contains(PORT_TAKEN)) {
      start.complete(Start.PORT_TAKEN);
    }
  }
}
