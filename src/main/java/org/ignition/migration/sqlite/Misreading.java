package org.ignition.migration.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ignition.database.ServerError;
import org.ignition.migration.sql.SqlScript;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Text that our lexer, which follows PostgreSQL, takes for a comment and SQLite for SQL: after a
 * nested comment. It would run in production and was not rehearsed.
 *
 * @param at the first word of it
 */
record Misreading(SqlStatement at) {

  /** What of one transaction around the whole file is left between statements. */
  private static final Set<String> OUTER =
      Set.of("BEGIN", "START", "COMMIT", "END", "TRANSACTION", "WORK");

  /** The first one in {@code script}. */
  static Optional<Misreading> in(SqlScript script) {
    int from = 0;
    for (SqlStatement statement : script.statements()) {
      Optional<Misreading> found = between(script, from, statement.offset());
      if (found.isPresent()) {
        return found;
      }
      from = statement.offset() + statement.text().length();
    }
    return between(script, from, script.text().length());
  }

  private static Optional<Misreading> between(SqlScript script, int from, int to) {
    return Lexemes.of(script.text().substring(from, to)).stream()
        .filter(lexeme -> !lexeme.isSymbol(';') && OUTER.stream().noneMatch(lexeme::is))
        .findFirst()
        .map(lexeme -> of(script, lexeme.text(), from + lexeme.offset()));
  }

  private static Misreading of(SqlScript script, String word, int offset) {
    Token token = new Token(Token.Kind.WORD, word, 0);
    return new Misreading(
        new SqlStatement(
            word, offset, script.positionOf(offset), List.of(token), List.of(), Optional.empty()));
  }

  ServerError error() {
    return Errors.of("42601", "SQLite reads this as SQL, as its comments don't nest", 1);
  }
}
