package org.ignition.migration;

import java.util.Locale;

/** When a migration may go out, as seen from the image of its release. */
public enum DeploymentOrder {
  /** Before the image: the version that runs now tolerates it. */
  EXPAND,
  /** After every older version is gone. */
  CONTRACT,
  /** It does both and must be split into two migrations of two releases. */
  SPLIT,
  /** It was not observed. */
  UNKNOWN;

  /** As users and reports write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
