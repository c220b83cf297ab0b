package org.ignition.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.ignition.image.Descriptor;
import org.ignition.log.Log;

/**
 * Shows an upload as a line now and then, for logs that keep every line: the first after five
 * seconds, then at most one every five seconds, so that short uploads add nothing.
 */
public final class LineProgress implements Progress {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Log log;
  private final InstantSource clock;
  private final TransferTally tally;
  private Instant next;

  private LineProgress(Log log, InstantSource clock, TransferTally tally) {
    this.log = log;
    this.clock = clock;
    this.tally = tally;
    this.next = clock.instant().plus(PAUSE);
  }

  /** Shows uploads in {@code log}. */
  public static Display in(Log log, InstantSource clock) {
    return (Collection<Descriptor> blobs) -> new LineProgress(log, clock, new TransferTally(blobs));
  }

  @Override
  public void transfer(Descriptor blob, Event event, long bytes) {
    tally.transfer(blob, event, bytes);
    if (isDue()) {
      log.line("uploaded " + tally);
    }
  }

  private synchronized boolean isDue() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(PAUSE);
    return true;
  }

  /** Nothing is left to show: whoever uploaded says how it ended. */
  @Override
  public void close() {}
}
