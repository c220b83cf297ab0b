package org.ignition.migration.sql;

import java.util.Locale;

/**
 * A lexical element of a statement; comments and white space are none.
 *
 * @param kind what it is
 * @param text as written, quotes included
 * @param offset of its first character in the statement's text, 0-based
 */
public record Token(Kind kind, String text, int offset) {

  /** What an element can be; PostgreSQL's documentation, chapter 4.1 (Lexical Structure). */
  public enum Kind {
    /** A keyword or an identifier without quotes. */
    WORD,
    QUOTED_IDENTIFIER,
    /** A constant in quotes of any form, dollar quotes included. */
    STRING,
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /** An operator, a parenthesis, a comma and the like. */
    SYMBOL
  }

  /** Whether it is the keyword {@code word}, which is given in upper case. */
  public boolean is(String word) {
    return kind != Kind.STRING && kind != Kind.QUOTED_IDENTIFIER && text.equalsIgnoreCase(word);
  }

  /** The text of a keyword, in upper case; empty for anything but a word. */
  public String upper() {
    return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
  }
}
