package org.ignition.action;

import java.nio.charset.StandardCharsets;

/** Shortens text without leaving half a character. */
final class Cut {

  private static final String MORE = "…";

  private Cut() {}

  /** At most {@code limit} UTF-16 units, which is what .NET counts; a cut shows as an ellipsis. */
  static String characters(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }

  /** The longest run of whole lines of {@code text} that takes at most {@code limit} bytes. */
  static String wholeLines(String text, int limit) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(limit, bytes.length);
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
