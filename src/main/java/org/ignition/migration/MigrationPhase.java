package org.ignition.migration;

import java.util.Locale;

/** Which of the pending migrations may be applied now. */
public enum MigrationPhase {
  /** What the version that runs now tolerates, up to the first that it may not. */
  EXPAND,
  /** The rest, after every older version is gone. */
  CONTRACT,
  /** Everything, as nothing runs now. */
  ALL;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
