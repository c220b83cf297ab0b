package org.ignition.image.inspection;

import java.util.List;

/** What looks like a secret and is meant to be in the image. */
record Intended(List<PathGlob> globs) {

  static Intended of(List<String> globs) {
    return new Intended(globs.stream().map(PathGlob::of).toList());
  }

  /** Whether {@code where}, as a finding has it, is listed. */
  boolean covers(String where) {
    return globs.stream().anyMatch(glob -> glob.matches(where));
  }
}
