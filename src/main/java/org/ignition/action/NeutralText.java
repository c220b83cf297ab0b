package org.ignition.action;

import java.util.List;
import org.ignition.log.PrintableText;

/**
 * Untrusted text that no runner takes for a command. The runner reads every line of a step's
 * output: {@code ::name::} is a command at the start of a line, after any white space; the older
 * {@code ##[name]} is one anywhere (actions/runner, {@code ActionCommand.TryParseV2} and {@code
 * TryParse}). A visible space breaks both, so what a user copies is never secretly altered.
 */
final class NeutralText {

  private static final String COMMAND = "::";

  private NeutralText() {}

  /** The lines of {@code text}; at least one. */
  static List<String> lines(String text) {
    return PrintableText.lines(text).stream().map(NeutralText::line).toList();
  }

  /** {@code text} as one line. */
  static String oneLine(String text) {
    return line(PrintableText.oneLine(text));
  }

  private static String line(String line) {
    String harmless = line.replace("##[", "## [");
    int start = firstVisible(harmless);
    return harmless.startsWith(COMMAND, start)
        ? harmless.substring(0, start) + ": :" + harmless.substring(start + COMMAND.length())
        : harmless;
  }

  /** .NET's white space, which the runner skips, has more members than Java's. */
  private static int firstVisible(String line) {
    int index = 0;
    while (index < line.length() && isSpace(line.charAt(index))) {
      index++;
    }
    return index;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
