package org.ignition.config;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.ignition.backup.BackupKind;

/**
 * For how long backups are kept.
 *
 * @param lifetimes of each kind, whole days
 * @param newest how many of each kind are kept whatever their age, at least 1
 * @param releases the backups before the last so many releases are kept, 0 or more
 */
public record KeepSettings(Map<BackupKind, Duration> lifetimes, int newest, int releases) {

  /** What holds where the keys are missing. */
  public static final KeepSettings DEFAULTS =
      new KeepSettings(
          Map.of(
              BackupKind.PRE_MIGRATION, Duration.ofDays(7),
              BackupKind.DAILY, Duration.ofDays(30),
              BackupKind.WEEKLY, Duration.ofDays(90),
              BackupKind.MONTHLY, Duration.ofDays(365)),
          3,
          3);

  /** Copies the map. */
  public KeepSettings {
    Map<BackupKind, Duration> copy = new EnumMap<>(BackupKind.class);
    copy.putAll(lifetimes);
    lifetimes = Collections.unmodifiableMap(copy);
  }
}
