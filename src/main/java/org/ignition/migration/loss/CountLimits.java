package org.ignition.migration.loss;

import java.time.Duration;

/**
 * How long counting may take.
 *
 * @param each for one table or column; at least a millisecond
 * @param all together; what is left then is estimated, with some ten seconds more to look whether
 *     there is a row at all
 * @param lock to wait for who holds a table
 */
public record CountLimits(Duration each, Duration all, Duration lock) {

  /** Long enough for tables of some ten million rows, and short enough to wait for a plan. */
  public static final CountLimits USUAL =
      new CountLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1));
}
