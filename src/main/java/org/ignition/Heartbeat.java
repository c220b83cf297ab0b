package org.ignition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.ignition.log.Log;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.trace.RehearsedMigration;

/** Tells now and then how far a long rehearsal is, also within a long script. */
final class Heartbeat {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Log log;
  private final InstantSource clock;
  private final int total;
  private Instant told;
  private int done;

  Heartbeat(Log log, InstantSource clock, int total) {
    this.log = log;
    this.clock = clock;
    this.total = total;
    this.told = clock.instant();
  }

  /** Counts what {@code next} is told of. */
  RehearsalListener before(RehearsalListener next) {
    return new RehearsalListener() {
      @Override
      public void rehearsed(RehearsedMigration migration) {
        next.rehearsed(migration);
        done++;
        tell("Rehearsed %s, %d of %d", migration.migration().label(), done, total);
      }

      @Override
      public void running(Script script, int number, int statements) {
        tell("Running %s, statement %d of %d", script.file(), number, statements);
      }
    };
  }

  private void tell(String text, Object... facts) {
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(EVERY) >= 0) {
      told = now;
      log.line(text.formatted(facts));
    }
  }
}
