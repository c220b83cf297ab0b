package org.ignition.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.ignition.log.Log;
import org.ignition.migration.Script;
import org.ignition.migration.rehearsal.RehearsalListener;
import org.ignition.migration.trace.RehearsedMigration;

/** Tells now and then how far a long rehearsal is, also within a long script. */
public final class Heartbeat {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Log log;
  private final InstantSource clock;
  private final int total;
  private Instant told;
  private int done;

  /** Tells {@code log} about {@code total} things as time goes by on {@code clock}. */
  public Heartbeat(Log log, InstantSource clock, int total) {
    this.log = log;
    this.clock = clock;
    this.total = total;
    this.told = clock.instant();
  }

  /** Counts what {@code next} is told of. */
  public RehearsalListener before(RehearsalListener next) {
    return new RehearsalListener() {
      @Override
      public void rehearsed(RehearsedMigration migration) {
        next.rehearsed(migration);
        done++;
        tell(() -> "Rehearsed " + migration.migration().label() + ", " + done + " of " + total);
      }

      @Override
      public void running(Script script, int number, int statements) {
        tell(() -> "Running " + script.file() + ", statement " + number + " of " + statements);
      }
    };
  }

  private void tell(Supplier<String> text) {
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(EVERY) >= 0) {
      told = now;
      log.line(text.get());
    }
  }
}
