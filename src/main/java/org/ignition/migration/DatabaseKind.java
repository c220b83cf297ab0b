package org.ignition.migration;

import java.util.Locale;

/** What migrations are written for. */
public enum DatabaseKind {
  POSTGRESQL,
  SQLITE;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
