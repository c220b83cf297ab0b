package org.ignition.migration.flyway;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How long to wait for locks that other sessions hold, and in which time zone.
 *
 * @param lockTimeout after which a statement gives up; everybody else queues behind it meanwhile
 * @param concurrentLockTimeout the same for statements that hold up no reader or writer while they
 *     wait and can't be repeated, such as {@code CREATE INDEX CONCURRENTLY}
 * @param attempts how often what gave up is tried in all, at least 1
 * @param shortestPause before the second attempt; it doubles from one to the next
 * @param longestPause between two attempts
 * @param timeZone of the sessions of a server, which turns times with and without a zone into each
 *     other
 */
public record ApplySettings(
    Duration lockTimeout,
    Duration concurrentLockTimeout,
    int attempts,
    Duration shortestPause,
    Duration longestPause,
    ZoneId timeZone) {

  /** 2 s, or 10 min where nobody is held up; ten attempts within about two minutes. */
  public static final ApplySettings DEFAULT =
      new ApplySettings(
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          10,
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          ZoneId.of("UTC"));

  /** Refuses what would never try, or never give up. */
  public ApplySettings {
    if (attempts < 1 || !lockTimeout.isPositive() || !concurrentLockTimeout.isPositive()) {
      throw new IllegalArgumentException("attempts and time limits must be positive");
    }
  }
}
