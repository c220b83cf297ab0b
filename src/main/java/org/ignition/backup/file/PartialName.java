package org.ignition.backup.file;

import java.util.regex.Pattern;

/** Names of files that are being written: hidden, and unlike any backup. */
final class PartialName {

  private static final Pattern FORM =
      Pattern.compile("(\\.backup_[0-9]{8}_[0-9]{6}(\\.[a-z]+)+\\.partial)(-journal|-lock)?");

  private static final String LOCK = "-lock";

  private PartialName() {}

  /** What the file of {@code name} is called while it is written. */
  static String of(String name) {
    return "." + name + ".partial";
  }

  /** The file beside one of {@code partial}'s name that is locked as long as that is written. */
  static String lockOf(String partial) {
    return partial + LOCK;
  }

  /** Whether a file of this name is one that was being written, or beside one. */
  static boolean is(String name) {
    return FORM.matcher(name).matches();
  }

  /** The lock of a file of this name, which may be beside one that was being written. */
  static String lockFor(String name) {
    return FORM.matcher(name).replaceFirst("$1" + LOCK);
  }
}
