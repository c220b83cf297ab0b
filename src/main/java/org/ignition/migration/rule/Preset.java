package org.ignition.migration.rule;

import java.util.Locale;

/** A choice of severities for all rules. */
public enum Preset {
  /** The application serves requests while migrations run; the default. */
  ZERO_DOWNTIME,
  /** The application may pause for a migration. */
  RELAXED;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
