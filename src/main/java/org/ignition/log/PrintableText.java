package org.ignition.log;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Untrusted text made fit to be printed: lines, without what moves a cursor, colours, hides or
 * reorders text.
 */
public final class PrintableText {

  private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n]");

  /** ECMA-48 control sequences: CSI, OSC (up to its terminator) and the two-character ones. */
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
              + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)"
              + "|\u001b[ -/]*[0-Z\\\\^-~]");

  private static final char DELETE = '\u007f';
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final char REPLACEMENT = '\ufffd';

  private PrintableText() {}

  /** The lines of {@code text}; at least one. A line end at the very end begins no new line. */
  public static List<String> lines(String text) {
    return isPlain(text) ? List.of(text) : safeLines(text);
  }

  /** Nearly all lines of a log are, and there is one of each migration. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= DELETE) {
        return false;
      }
    }
    return true;
  }

  private static List<String> safeLines(String text) {
    List<String> lines = Arrays.stream(LINE_END.split(text, -1)).map(PrintableText::line).toList();
    boolean endsLine = lines.size() > 1 && lines.getLast().isEmpty();
    return endsLine ? lines.subList(0, lines.size() - 1) : lines;
  }

  /** {@code text} as one line; line ends become spaces. */
  public static String oneLine(String text) {
    return String.join(" ", lines(text));
  }

  /**
   * Whether a character is safe in a line: no control character but tab, no invisible format
   * character (these reorder text or hide in it), no half of a surrogate pair. The joiner that
   * emoji are made with is safe.
   */
  static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint == '\t';
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER;
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  private static String line(String raw) {
    StringBuilder line = new StringBuilder(raw.length());
    ESCAPE_SEQUENCE.matcher(raw).replaceAll("").codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    if (isPrintable(codePoint)) {
      line.appendCodePoint(codePoint);
    } else if (Character.getType(codePoint) == Character.SURROGATE) {
      line.append(REPLACEMENT);
    }
  }
}
