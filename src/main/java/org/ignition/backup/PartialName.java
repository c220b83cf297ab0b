package org.ignition.backup;

import java.util.regex.Pattern;

/** Names of files that are being written: hidden, and unlike any backup. */
final class PartialName {

  private static final Pattern FORM =
      Pattern.compile("\\.backup_[0-9]{8}_[0-9]{6}(\\.[a-z]+)+\\.partial(-journal)?");

  private PartialName() {}

  /** What the file of {@code name} is called while it is written. */
  static String of(String name) {
    return "." + name + ".partial";
  }

  /** Whether a file of this name is one that was being written, or beside one. */
  static boolean is(String name) {
    return FORM.matcher(name).matches();
  }

  /** Whether it is what SQLite puts beside a file that it writes. */
  static boolean isJournal(String name) {
    return name.endsWith("-journal");
  }
}
