package org.ignition.migration.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL into lexemes by SQLite's rules, which aren't those of PostgreSQL: comments don't nest,
 * a dollar quotes nothing, a backslash escapes nothing. Quotes and comments that never end reach to
 * the end of the text.
 */
final class Lexemes {

  private final String text;
  private final List<Lexeme> found = new ArrayList<>();
  private int at;

  private Lexemes(String text) {
    this.text = text;
  }

  /** All lexemes of {@code text}, without comments and white space. */
  static List<Lexeme> of(String text) {
    Lexemes lexemes = new Lexemes(text);
    while (lexemes.at < text.length()) {
      lexemes.next();
    }
    return lexemes.found;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("--", at)) {
      at = after(text.indexOf('\n', at), 1);
    } else if (text.startsWith("/*", at)) {
      at = after(text.indexOf("*/", at + 2), 2);
    } else {
      lexeme(c);
    }
  }

  private void lexeme(char c) {
    switch (c) {
      case '\'' -> add(Lexeme.Kind.STRING, quoted(c));
      case '"', '`' -> add(Lexeme.Kind.QUOTED, quoted(c));
      case '[' -> add(Lexeme.Kind.QUOTED, after(text.indexOf(']', at), 1));
      default -> {
        if (isWord(c)) {
          add(Lexeme.Kind.WORD, word());
        } else {
          add(Lexeme.Kind.SYMBOL, at + 1);
        }
      }
    }
  }

  private void add(Lexeme.Kind kind, int end) {
    found.add(new Lexeme(kind, text.substring(at, end), at));
    at = end;
  }

  private int quoted(char quote) {
    int end = text.indexOf(quote, at + 1);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
      end = text.indexOf(quote, end + 2);
    }
    return after(end, 1);
  }

  private int after(int found, int length) {
    return found < 0 ? text.length() : found + length;
  }

  private int word() {
    int end = at;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
  }
}
