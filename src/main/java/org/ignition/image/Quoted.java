package org.ignition.image;

/** Untrusted text made fit for one line of an error message: quoted, cut, no control characters. */
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
    return line.append(text.length() > longest ? "…" : "").toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (Character.isISOControl(codePoint)) {
      line.append(String.format("\\u%04x", codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }
}
