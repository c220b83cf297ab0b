package org.ignition.migration;

import java.util.Locale;

/** What a migration does to what was there before it, mildest first. */
public enum Classification {
  /** It only adds: what ran before runs on. */
  ADDITIVE,
  /** It changes or renames what is there, or its rows. */
  TRANSFORM,
  /** It removes what is there. */
  DESTRUCTIVE,
  /** It was not observed. */
  UNKNOWN;

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
