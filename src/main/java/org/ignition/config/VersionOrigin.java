package org.ignition.config;

import java.util.Locale;

/** What the version that is embedded in an image is taken from. */
public enum VersionOrigin {
  /** The commit's own files. */
  FILES,
  /** The release tag; builds without one bind only a mutable name. */
  TAG,
  /** The commit's SHA; a release tag is one more name. */
  COMMIT;

  /** As the configuration writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
