package org.ignition.action;

import java.util.stream.Collectors;
import org.ignition.log.PrintableText;

/**
 * Untrusted text for use inside a line or a table cell of a summary. Whatever GitHub-flavoured
 * Markdown or HTML would act on (markup, links, mentions, the bar that ends a cell) becomes a
 * character reference, which by the CommonMark specification never acts.
 */
public final class Markdown {

  private static final String ACTIVE = "&<>\\`*_{}[]()#+-!|~@:$^=";

  private static final String FENCE = "```";

  private Markdown() {}

  /** {@code text} as plain words on one line. */
  public static String text(String text) {
    return escape(PrintableText.oneLine(text));
  }

  /** {@code text} in the type of code. */
  public static String code(String text) {
    return "<code>" + text(text) + "</code>";
  }

  /** {@code text} with its line ends kept, for a table cell. */
  public static String lines(String text) {
    return PrintableText.lines(text).stream()
        .map(Markdown::escape)
        .collect(Collectors.joining("<br>"));
  }

  /**
   * {@code text} as a block of code of its own, with its line ends kept.
   *
   * @param language that it is coloured by, such as {@code sql}
   */
  public static String block(String language, String text) {
    return text.contains(FENCE)
        ? "<pre>" + lines(text) + "</pre>"
        : FENCE + language + "\n" + String.join("\n", PrintableText.lines(text)) + "\n" + FENCE;
  }

  private static String escape(String line) {
    StringBuilder escaped = new StringBuilder(line.length());
    line.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int codePoint) {
    if (ACTIVE.indexOf(codePoint) >= 0) {
      escaped.append("&#").append(codePoint).append(';');
    } else {
      escaped.appendCodePoint(codePoint);
    }
  }
}
