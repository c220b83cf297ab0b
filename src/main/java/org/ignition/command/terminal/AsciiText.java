package org.ignition.command.terminal;

import java.util.Map;

/** Our own symbols for terminals that show nothing but ASCII. */
final class AsciiText {

  private static final Map<Integer, String> SPELLED =
      Map.ofEntries(
          Map.entry((int) '→', "->"),
          Map.entry((int) '←', "<-"),
          Map.entry((int) '…', "..."),
          Map.entry((int) '·', "-"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"),
          Map.entry((int) '×', "x"),
          Map.entry((int) '•', "*"),
          Map.entry((int) '✓', "ok"),
          Map.entry((int) '✗', "x"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '’', "'"));

  private static final int LAST_ASCII = 0x7e;

  private AsciiText() {}

  /** {@code text} with symbols spelled; a question mark stands for every other character. */
  static String of(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> ascii.append(c <= LAST_ASCII ? (char) c + "" : SPELLED.getOrDefault(c, "?")));
    return ascii.toString();
  }
}
