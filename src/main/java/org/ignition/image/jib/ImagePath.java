package org.ignition.image.jib;

import java.util.Arrays;

/** Paths in an image, which are Unix paths wherever the build runs. */
final class ImagePath {

  private ImagePath() {}

  /** Whether the path is absolute, stays below the root and has no control character. */
  static boolean isSafe(String path) {
    return path.startsWith("/")
        && !Arrays.asList(path.split("/", -1)).contains("..")
        && path.chars().noneMatch(Character::isISOControl);
  }
}
