package org.ignition.report;

/** Untrusted text inside Markdown: it shows as it is and changes nothing around it. */
final class Markdown {

  private Markdown() {}

  /** Text for a table's cell or a list's item. */
  static String text(String untrusted) {
    StringBuilder safe = new StringBuilder();
    untrusted.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (codePoint) {
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '&' -> safe.append("&amp;");
      case '|', '`', '*', '_', '[', ']', '#', '\\', '~' ->
          safe.append('\\').append((char) codePoint);
      default -> safe.appendCodePoint(Character.isISOControl(codePoint) ? ' ' : codePoint);
    }
  }

  /** Code for a table's cell: back-ticks and bars can't end it. */
  static String code(String untrusted) {
    String line = untrusted.replaceAll("[\\p{Cntrl}`]", " ").replace("|", "\\|");
    return "`" + line + "`";
  }
}
