package org.ignition.migration.compatibility;

import java.util.Locale;

/** Where a release stands in the order of releases. */
public enum Standing {
  /** It runs now. */
  CURRENT,
  /** It is to come. */
  PLANNED,
  /** It ran before. */
  LEGACY;

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
