package org.ignition.migration.flyway;

import java.time.Duration;
import java.util.Optional;

/**
 * A script that was begun.
 *
 * @param session in which it runs
 * @param began by {@link System#nanoTime}
 * @param took how long its statements took, if it came to its end
 * @param stopped why it did not
 */
record Attempt(
    Work work,
    WorkSession session,
    long began,
    Optional<Duration> took,
    Optional<Stopped> stopped) {

  /** {@code work} begins now. */
  static Attempt begins(Work work, WorkSession session) {
    return new Attempt(work, session, System.nanoTime(), Optional.empty(), Optional.empty());
  }

  Attempt ended(Duration took) {
    return new Attempt(work, session, began, Optional.of(took), Optional.empty());
  }

  Attempt stopped(Stopped why) {
    return new Attempt(work, session, began, Optional.empty(), Optional.of(why));
  }

  Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
