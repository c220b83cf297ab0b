package org.ignition.image;

/**
 * Untrusted text made fit for one line of an error message: quoted, cut, with control characters
 * and those escaped that turn the direction of text, as a line could read other than it is.
 */
public final class Quoted {

  private static final int LONGEST = 80;

  private Quoted() {}

  /** {@code text} in quotes, at most 80 characters of it, control characters escaped. */
  public static String of(String text) {
    return '"' + line(text, LONGEST) + '"';
  }

  /**
   * {@code text} without quotes, at most {@code longest} characters, control characters escaped.
   */
  public static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> append(line, c));
    return line.append(text.codePointCount(0, text.length()) > longest ? "…" : "").toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (Character.isISOControl(codePoint) || isMisleading(codePoint)) {
      line.append(String.format("\\u%04x", codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }

  /** Marks, embeddings, overrides and isolates of Unicode's annex 9; separators of lines. */
  private static boolean isMisleading(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x2028 && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
