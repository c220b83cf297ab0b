package org.ignition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ignition.log.Log;
import org.ignition.migration.Migration;

/** Tells now and then how far a long rehearsal is. */
final class Heartbeat {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Log log;
  private final Clock clock;
  private final int total;
  private Instant told;
  private int done;

  Heartbeat(Log log, Clock clock, int total) {
    this.log = log;
    this.clock = clock;
    this.total = total;
    this.told = clock.instant();
  }

  /** One more is done. */
  void beat(Migration migration) {
    done++;
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(EVERY) >= 0) {
      told = now;
      log.line("Rehearsed " + migration.label() + ", " + done + " of " + total);
    }
  }
}
