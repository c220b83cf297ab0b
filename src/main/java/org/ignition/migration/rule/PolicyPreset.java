package org.ignition.migration.rule;

import java.util.Locale;

/** What a team asks of its migrations. */
public enum PolicyPreset {
  /** The version that runs keeps running, and nobody waits. */
  ZERO_DOWNTIME,
  /** There is a maintenance window: locks and scans warn, losses still refuse. */
  RELAXED;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
