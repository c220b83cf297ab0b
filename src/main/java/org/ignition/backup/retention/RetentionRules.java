package org.ignition.backup.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.ignition.backup.BackupKind;

/**
 * How long backups are kept.
 *
 * @param limits how old each kind gets, longer than zero; the last moment counts
 * @param newest how many newest of each kind stay however old they are, at least 1
 * @param releases the backups of how many last releases stay, as the rows of the companion table
 *     name them, at least 0
 */
public record RetentionRules(Map<BackupKind, Duration> limits, int newest, int releases) {

  /** What holds when nobody says anything. */
  public static final RetentionRules DEFAULTS =
      new RetentionRules(
          Map.of(
              BackupKind.PRE_MIGRATION, Duration.ofDays(7),
              BackupKind.DAILY, Duration.ofDays(30),
              BackupKind.WEEKLY, Duration.ofDays(90),
              BackupKind.MONTHLY, Duration.ofDays(365)),
          3,
          3);

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when a kind has no limit or a number is out of its range
   */
  public RetentionRules {
    limits = Collections.unmodifiableMap(new EnumMap<>(limits));
    if (!limits.keySet().containsAll(Arrays.asList(BackupKind.values()))
        || limits.values().stream().anyMatch(limit -> !limit.isPositive())) {
      throw new IllegalArgumentException("every kind is kept for longer than nothing: " + limits);
    }
    if (newest < 1 || releases < 0) {
      throw new IllegalArgumentException(
          "keeps " + newest + " newest and those of " + releases + " releases");
    }
  }

  /** How old {@code kind} gets. */
  public Duration limit(BackupKind kind) {
    return limits.getOrDefault(kind, Duration.ZERO);
  }
}
