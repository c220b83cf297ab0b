package org.ignition.migration;

import java.util.Locale;

/** An answer that is never guessed: what could not be tried is unknown. */
public enum Verdict {
  YES,
  NO,
  UNKNOWN;

  /** The answer to what was observed. */
  public static Verdict of(boolean observed) {
    return observed ? YES : NO;
  }

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
