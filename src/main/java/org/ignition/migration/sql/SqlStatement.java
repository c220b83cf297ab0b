package org.ignition.migration.sql;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text from its first token to its last, without the semicolon; found again in the script's
 *     text at {@code offset}
 * @param offset of its first character in the script's text, 0-based, in UTF-16 code units
 * @param at where it begins in the file
 * @param tokens in order, never empty; of a very long statement only the first 10,000, and of each
 *     statement after the first million tokens of a script only the first 8
 * @param directives in comments before it, within it, or behind it on its last line
 * @param copyData the lines after {@code COPY … FROM stdin}, each with its line end, without the
 *     closing {@code \.}
 */
public record SqlStatement(
    String text,
    int offset,
    Position at,
    List<Token> tokens,
    List<Directive> directives,
    Optional<String> copyData) {

  /** Copies the lists. */
  public SqlStatement {
    tokens = tokens instanceof PackedTokens ? tokens : List.copyOf(tokens);
    directives = List.copyOf(directives);
  }

  /** Whether it begins with these keywords, given in upper case. */
  public boolean begins(String... words) {
    if (tokens.size() < words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a character of its text is in the file.
   *
   * @param index 0-based, in UTF-16 code units, such as a token's offset
   */
  public Position positionOf(int index) {
    Position within = new Lines(text).at(Math.clamp(index, 0, text.length()));
    return within.line() == 1
        ? new Position(at.line(), at.column() + within.column() - 1)
        : new Position(at.line() + within.line() - 1, within.column());
  }

  /**
   * Where an error is that a server found.
   *
   * @param character 1-based, in Unicode characters, as PostgreSQL counts
   */
  public Position positionOfCharacter(int character) {
    int most = text.codePointCount(0, text.length());
    return positionOf(text.offsetByCodePoints(0, Math.clamp(character - 1, 0, most)));
  }
}
