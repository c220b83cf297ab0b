package org.ignition.database;

import java.time.Duration;

/**
 * How long a database server that does not answer yet is tried again.
 *
 * @param total from the first attempt to the last; zero to try once
 * @param pause before the second attempt; each later one is twice as long as the one before, up to
 *     three seconds
 */
public record Patience(Duration total, Duration pause) {

  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** Half a minute: a server that restarts is back by then. */
  public static Patience usual() {
    return new Patience(Duration.ofSeconds(30), Duration.ofMillis(250));
  }

  /** The same, with the pause that follows. */
  public Patience next() {
    Duration twice = pause.multipliedBy(2);
    return new Patience(total, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
  }
}
