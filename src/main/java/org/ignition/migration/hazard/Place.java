package org.ignition.migration.hazard;

import org.ignition.migration.sql.Position;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** Where in its file something of a statement is. */
final class Place {

  private Place() {}

  /** Of the first token that writes the name {@code identifier}, else of the statement. */
  static Position ofName(SqlStatement statement, String identifier) {
    return statement.tokens().stream()
        .filter(Place::isName)
        .filter(token -> SqlName.folded(token.text()).equals(identifier))
        .findFirst()
        .map(token -> ofOffset(statement, token.offset()))
        .orElse(statement.at());
  }

  /** Of the keyword {@code word}, else of the statement. */
  static Position ofWord(SqlStatement statement, String word) {
    return statement.tokens().stream()
        .filter(token -> token.is(word))
        .findFirst()
        .map(token -> ofOffset(statement, token.offset()))
        .orElse(statement.at());
  }

  /** Of a UTF-16 code unit of the statement's text, 0-based; the last one when there are fewer. */
  static Position ofOffset(SqlStatement statement, int offset) {
    String before = statement.text().substring(0, Math.clamp(offset, 0, statement.text().length()));
    int lastBreak = before.lastIndexOf('\n');
    if (lastBreak < 0) {
      return new Position(statement.at().line(), statement.at().column() + before.length());
    }
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    return new Position(statement.at().line() + lines, before.length() - lastBreak);
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
  }
}
