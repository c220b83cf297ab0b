package org.ignition.image.inspection;

import java.util.regex.Pattern;

/**
 * A pattern for what is listed as intended: {@code *} within a folder, {@code **} across folders,
 * {@code ?} one character, everything else stands for itself. The JDK's own globs are for paths of
 * this machine, which can't hold every name that an image can.
 */
record PathGlob(Pattern pattern) {

  static PathGlob of(String glob) {
    boolean isPath = !glob.matches("(?:env|label|history):.*");
    String anchored = isPath && !glob.startsWith("/") && !glob.startsWith("**") ? "/" + glob : glob;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < anchored.length(); ) {
      i += append(regex, anchored, i);
    }
    return new PathGlob(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  /** Translates what stands at {@code i}; returns how many characters that was. */
  private static int append(StringBuilder regex, String glob, int i) {
    if (glob.startsWith("**/", i)) {
      regex.append("(?:.*/)?");
      return 3;
    }
    if (glob.startsWith("**", i)) {
      regex.append(".*");
      return 2;
    }
    switch (glob.charAt(i)) {
      case '*' -> regex.append("[^/]*");
      case '?' -> regex.append("[^/]");
      default -> regex.append(Pattern.quote(glob.substring(i, i + 1)));
    }
    return 1;
  }

  boolean matches(String where) {
    return pattern.matcher(where).matches();
  }
}
