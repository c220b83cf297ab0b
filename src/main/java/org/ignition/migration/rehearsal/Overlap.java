package org.ignition.migration.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/** Tells whether a statement may change again what earlier ones of its script changed. */
final class Overlap {

  /** What these do is not in their text. */
  private static final Set<String> OPAQUE = Set.of("DO", "CALL", "SELECT", "WITH", "EXECUTE");

  private Overlap() {}

  /** Whether {@code next} may alter an old object that one of {@code earlier} altered. */
  static boolean possible(List<SqlStatement> earlier, SqlStatement next) {
    String verb = verb(next);
    if (OPAQUE.contains(verb)) {
      return true;
    }
    return verb.equals("ALTER")
        && target(next).filter(name -> mentioned(earlier, name)).isPresent();
  }

  /** What an earlier statement of the script created no one else uses: its changes are one. */
  private static boolean mentioned(List<SqlStatement> earlier, String name) {
    return earlier.stream()
        .filter(statement -> !statement.begins("CREATE", "TABLE"))
        .flatMap(statement -> statement.tokens().stream())
        .anyMatch(token -> isName(token) && name(token).equals(name));
  }

  /** The last part of the name after {@code ALTER kind [IF EXISTS] [ONLY]}. */
  private static Optional<String> target(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    int at = 2;
    while (at < tokens.size() && isFiller(tokens.get(at))) {
      at++;
    }
    while (at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".")) {
      at += 2;
    }
    return at < tokens.size() ? Optional.of(name(tokens.get(at))) : Optional.empty();
  }

  private static boolean isFiller(Token token) {
    return token.is("IF") || token.is("EXISTS") || token.is("ONLY") || token.is("VIEW");
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
  }

  private static String name(Token token) {
    return token.text().replace("\"", "").toLowerCase(Locale.ROOT);
  }

  static String verb(SqlStatement statement) {
    return statement.tokens().getFirst().text().toUpperCase(Locale.ROOT);
  }
}
