package org.ignition.migration.sql;

/** Classes of characters as PostgreSQL's lexer has them ({@code scan.l}). */
final class Characters {

  private static final String OPERATORS = "~!@#^&|`?+-*/%<>=";

  /** An operator of several characters may end in + or - only if it holds one of these. */
  private static final String UNUSUAL = "~!@#^&|`?%";

  private Characters() {}

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Comments end at either, as do psql's lines of input at the latter. */
  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Everything outside ASCII is a letter, no-break spaces too. */
  static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isOperator(char c) {
    return OPERATORS.indexOf(c) >= 0;
  }

  static boolean isUnusualOperator(char c) {
    return UNUSUAL.indexOf(c) >= 0;
  }
}
