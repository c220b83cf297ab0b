package org.ignition.image.archive;

import org.ignition.image.Platform;

/** Compares platforms the way container engines do, where some variants go without saying. */
final class PlatformMatch {

  private PlatformMatch() {}

  static boolean same(Platform left, Platform right) {
    return plain(left).equals(plain(right));
  }

  private static Platform plain(Platform platform) {
    String implied =
        switch (platform.architecture()) {
          case "arm64" -> "v8";
          case "arm" -> "v7";
          case "amd64" -> "v1";
          default -> "";
        };
    return platform.variant().equals(implied)
        ? new Platform(platform.os(), platform.architecture(), "")
        : platform;
  }
}
