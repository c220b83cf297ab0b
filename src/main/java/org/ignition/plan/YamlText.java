package org.ignition.plan;

import java.util.regex.Pattern;

/** Text as a value in YAML, quoted where that is needed (YAML 1.2.2, 7.3). */
final class YamlText {

  /** Starts with what no other type starts with, and holds no sign with a meaning. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*|\\.");

  private static final Pattern OTHER_TYPE =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private YamlText() {}

  static String of(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !OTHER_TYPE.matcher(text).matches();
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
