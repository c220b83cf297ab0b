package org.ignition.migration.sqlite;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A lexical element of SQL as SQLite reads it; {@code tokenize.c}.
 *
 * @param kind what it is
 * @param text as written, quotes included
 * @param offset of its first character, 0-based
 */
record Lexeme(Kind kind, String text, int offset) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  enum Kind {
    WORD,
    /** In double quotes, backticks or brackets. */
    QUOTED,
    STRING,
    SYMBOL
  }

  /** Whether it is the keyword {@code word}, given in upper case. */
  boolean is(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  int end() {
    return offset + text.length();
  }

  /** The name that it writes, without its quotes. */
  String name() {
    return kind == Kind.WORD || text.length() < 2 ? text : unquoted();
  }

  private String unquoted() {
    String inner = text.substring(1, text.length() - 1);
    char quote = text.charAt(0);
    return quote == '[' ? inner : inner.replace("" + quote + quote, "" + quote);
  }

  /** One spelling for all that SQLite takes for the same, such as {@code "a"} and {@code A}. */
  String normal() {
    return switch (kind) {
      case STRING, SYMBOL -> text;
      case WORD -> text.toLowerCase(Locale.ROOT);
      case QUOTED -> PLAIN.matcher(name()).matches() ? name().toLowerCase(Locale.ROOT) : quoted();
    };
  }

  private String quoted() {
    return Sql.quote(name());
  }
}
