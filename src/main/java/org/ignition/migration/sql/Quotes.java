package org.ignition.migration.sql;

/**
 * Finds where quoted things end. All methods give the offset after the end, or -1 when there is
 * none.
 */
record Quotes(String text) {

  /**
   * The end of what is quoted in {@code quote}, which is doubled within.
   *
   * @param from after the opening quote
   */
  int end(char quote, int from) {
    int at = text.indexOf(quote, from);
    while (at >= 0 && charAt(at + 1) == quote) {
      at = text.indexOf(quote, at + 2);
    }
    return at < 0 ? -1 : at + 1;
  }

  /**
   * The end of a string constant, with all its continuations on later lines.
   *
   * @param from after the opening quote
   * @param escapes whether a backslash escapes what follows it
   */
  int endOfString(int from, boolean escapes) {
    int end = escapes ? endOfEscapes(from) : end('\'', from);
    if (end < 0) {
      return -1;
    }
    int next = continuation(end);
    while (next >= 0 && end >= 0) {
      end = escapes ? endOfEscapes(next) : end('\'', next);
      next = end < 0 ? -1 : continuation(end);
    }
    return end;
  }

  private int endOfEscapes(int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        if (charAt(at + 1) != '\'') {
          return at + 1;
        }
        at++;
      }
    }
    return -1;
  }

  /**
   * Constants that only a line's end stands between are one: after the next opening quote, or -1.
   */
  private int continuation(int from) {
    int at = from;
    boolean newLine = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Characters.isSpace(c)) {
        newLine |= Characters.isLineEnd(c);
        at++;
      } else if (c == '-' && charAt(at + 1) == '-') {
        at = endOfLine(at);
      } else {
        return newLine && c == '\'' ? at + 1 : -1;
      }
    }
    return -1;
  }

  /** The offset of the line's end that ends a comment, or of the text's. */
  int endOfLine(int from) {
    int at = from;
    while (at < text.length() && !Characters.isLineEnd(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The tag of a dollar quote, {@code $$} or {@code $name$}; empty when none begins at {@code
   * from}.
   */
  String dollarTag(int from) {
    int at = from + 1;
    if (at < text.length() && Characters.isWordStart(text.charAt(at))) {
      do {
        at++;
      } while (at < text.length()
          && text.charAt(at) != '$'
          && Characters.isWordPart(text.charAt(at)));
    }
    return charAt(at) == '$' ? text.substring(from, at + 1) : "";
  }

  /**
   * The end of a comment and of those within it.
   *
   * @param from of its first character
   */
  int endOfBlockComment(int from) {
    int depth = 1;
    int at = from + 2;
    while (at < text.length() - 1) {
      char c = text.charAt(at);
      char next = text.charAt(at + 1);
      if (c == '/' && next == '*') {
        depth++;
        at += 2;
      } else if (c == '*' && next == '/') {
        depth--;
        at += 2;
        if (depth == 0) {
          return at;
        }
      } else {
        at++;
      }
    }
    return -1;
  }

  /** The character at {@code at}, or a space beyond the end. */
  char charAt(int at) {
    return at < text.length() ? text.charAt(at) : ' ';
  }
}
