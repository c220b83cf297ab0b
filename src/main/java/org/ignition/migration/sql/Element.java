package org.ignition.migration.sql;

/** What the scanner finds in a text of SQL, white space left out. */
enum Element {
  WORD,
  QUOTED_IDENTIFIER,
  STRING,
  NUMBER,
  PARAMETER,
  SYMBOL,
  /** A comment to the end of its line, without the line's end. */
  LINE_COMMENT,
  BLOCK_COMMENT,
  /** A backslash outside quotes, with the rest of its line. */
  META_COMMAND,
  /** U+0000, which no PostgreSQL server takes. */
  NUL;

  /**
   * The kind of token that it is.
   *
   * @throws IllegalStateException when it is no part of a statement
   */
  Token.Kind kind() {
    return switch (this) {
      case WORD -> Token.Kind.WORD;
      case QUOTED_IDENTIFIER -> Token.Kind.QUOTED_IDENTIFIER;
      case STRING -> Token.Kind.STRING;
      case NUMBER -> Token.Kind.NUMBER;
      case PARAMETER -> Token.Kind.PARAMETER;
      case SYMBOL -> Token.Kind.SYMBOL;
      case LINE_COMMENT, BLOCK_COMMENT, META_COMMAND, NUL ->
          throw new IllegalStateException(this + " is no token");
    };
  }
}
