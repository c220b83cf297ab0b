package org.ignition.plan;

import java.util.Locale;

/** Which of the two repositories an image belongs in. */
public enum RepositoryType {
  /** Commits of release branches; what production runs. */
  CANONICAL,
  /** Everything else. */
  STAGING;

  /** As the metadata writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
