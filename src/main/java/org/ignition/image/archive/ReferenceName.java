package org.ignition.image.archive;

/** Compares names of images the way people write them. */
final class ReferenceName {

  private ReferenceName() {}

  /** Whether both mean the same: {@code shop:1.0} is {@code docker.io/library/shop:1.0}. */
  static boolean same(String left, String right) {
    return familiar(left).equals(familiar(right));
  }

  private static String familiar(String name) {
    String without = strip(strip(strip(name, "docker.io/"), "index.docker.io/"), "library/");
    return without.endsWith(":latest")
        ? without.substring(0, without.length() - ":latest".length())
        : without;
  }

  private static String strip(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
