package org.ignition.migration.report;

/** Text cut to a length. */
final class Shortened {

  private static final String MORE = "…";

  private Shortened() {}

  /** At most {@code limit} UTF-16 code units of {@code text}; a cut shows, and halves no pair. */
  static String to(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }
}
