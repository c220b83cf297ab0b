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
 * @param tokens in order; never empty
 * @param directives in comments between the statement before and this one
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
    tokens = List.copyOf(tokens);
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
}
