package org.ignition.image.inspection;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files of a certain name, with a certain content where the name alone proves nothing.
 *
 * @param id the name in {@code docs/secrets.md}
 * @param path for the whole path in the image, without a leading slash
 * @param content somewhere in the first 32 KiB; empty when any content will do
 * @param why what the reader is told
 * @param packagedToo whether it also counts in a folder that a package manager filled
 */
record FileRule(
    String id, Pattern path, Optional<Pattern> content, String why, boolean packagedToo) {

  /** The name alone tells, except for what others published in their packages. */
  static FileRule named(String id, String path, String why) {
    return new FileRule(id, Pattern.compile(path), Optional.empty(), why, false);
  }

  /** The name suggests it, and the content shows it. */
  static FileRule holding(String id, String path, String content, String why) {
    return new FileRule(
        id, Pattern.compile(path), Optional.of(Pattern.compile(content)), why, true);
  }

  /** As {@link #holding}, except for what others published in their packages. */
  static FileRule ownHolding(String id, String path, String content, String why) {
    return new FileRule(
        id, Pattern.compile(path), Optional.of(Pattern.compile(content)), why, false);
  }

  boolean suspects(String file) {
    return path.matcher(file).find() && (packagedToo || !PublicContent.isPackaged(file));
  }

  boolean confirms(String text) {
    return content.map(pattern -> pattern.matcher(text).find()).orElse(true);
  }
}
