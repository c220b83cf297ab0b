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
        .map(token -> statement.positionOf(token.offset()))
        .orElse(statement.at());
  }

  /** Whether a token writes the name {@code identifier}. */
  static boolean names(SqlStatement statement, String identifier) {
    return statement.tokens().stream()
        .filter(Place::isName)
        .anyMatch(token -> SqlName.folded(token.text()).equals(identifier));
  }

  /** Whether it may write a name. */
  static boolean isName(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
  }
}
