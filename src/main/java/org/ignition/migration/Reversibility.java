package org.ignition.migration;

import java.util.Locale;

/** How truly a down undoes its up. */
public enum Reversibility {
  /** The down runs, the schema equals the one before, and the up runs again to an equal one. */
  EXACT,
  /** The same but for the order of columns. */
  ORDER,
  NO,
  /** It could not be tried. */
  UNKNOWN;

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
