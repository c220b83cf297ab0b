package org.ignition.migration.history;

import java.util.Locale;

/** What a person found, or brought about, of a migration that was left unfinished. */
public enum Repair {
  /** All that its up does is there. */
  APPLIED,
  /** Nothing that its up does is there. */
  UNDONE;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
