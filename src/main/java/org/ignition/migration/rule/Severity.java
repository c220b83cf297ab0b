package org.ignition.migration.rule;

import java.util.Locale;

/** How much a finding weighs, heaviest first. */
public enum Severity {
  /** The check refuses. */
  ERROR,
  /** The check passes with a warning. */
  WARNING,
  /** Good to know. */
  NOTE,
  /** Not shown at all. */
  OFF;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
