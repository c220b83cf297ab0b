package org.ignition.image;

/** Untrusted text made fit for one line of an error message: quoted, cut, no control characters. */
public final class Quoted {

  private static final int LONGEST = 80;

  private Quoted() {}

  /** The first 80 characters of {@code text} in double quotes, control characters escaped. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder("\"");
    text.codePoints().limit(LONGEST).forEach(c -> append(line, c));
    return line.append(text.length() > LONGEST ? "…\"" : "\"").toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (Character.isISOControl(codePoint)) {
      line.append(String.format("\\u%04x", codePoint));
    } else {
      line.appendCodePoint(codePoint);
    }
  }
}
