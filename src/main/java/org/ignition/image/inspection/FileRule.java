package org.ignition.image.inspection;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Files of a certain name, with a certain content where the name alone proves nothing.
 *
 * @param id the name in {@code docs/secrets.md}
 * @param tail for the name of the folder and of the file, {@code folder/file}; every file of every
 *     layer is held against it, so it has to fail at its first characters
 * @param content for the first 32 KiB
 * @param why what the reader is told
 * @param packagedToo whether it also counts in a folder that a package manager filled
 */
record FileRule(
    String id, Pattern tail, Predicate<String> content, String why, boolean packagedToo) {

  /** The name alone tells, except for what others published in their packages. */
  static FileRule named(String id, String tail, String why) {
    return new FileRule(id, Pattern.compile(tail), content -> true, why, false);
  }

  /** The name suggests it, and the content shows it. */
  static FileRule holding(String id, String tail, String content, String why) {
    return new FileRule(
        id, Pattern.compile(tail), Pattern.compile(content).asPredicate(), why, true);
  }

  /** As {@link #holding}, except for what others published in their packages. */
  static FileRule ownHolding(String id, String tail, String content, String why) {
    return new FileRule(
        id, Pattern.compile(tail), Pattern.compile(content).asPredicate(), why, false);
  }

  /** The part of {@code path} that {@link #tail} is for. */
  static String tailOf(String path) {
    int name = path.lastIndexOf('/');
    return name < 0 ? "/" + path : path.substring(path.lastIndexOf('/', name - 1) + 1);
  }

  boolean suspects(String tailOfPath) {
    return tail.matcher(tailOfPath).matches();
  }

  boolean confirms(String path, String text) {
    return content.test(text)
        && !PublicContent.isAt(path)
        && (packagedToo || !PublicContent.isPackaged(path));
  }
}
