package org.ignition.migration.flyway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ignition.migration.history.HistoryTables;
import org.ignition.migration.sql.SqlStatement;
import org.ignition.migration.sql.Token;

/**
 * Tells statements that plainly write to the companion table. What a function or a trigger does is
 * not seen here, but in the transaction of the script, where it has one.
 */
final class HistoryWrite {

  private static final Set<String> WRITES =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
  private static final Set<String> BEFORE_THE_NAME = Set.of("INTO", "FROM", "TABLE", "ONLY");

  private HistoryWrite() {}

  static boolean is(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    return switch (tokens.getFirst().upper()) {
      case "TRUNCATE" -> tokens.stream().anyMatch(HistoryWrite::isCompanion);
      case "COPY" -> isTarget(tokens) && tokens.stream().anyMatch(token -> token.is("FROM"));
      case "WITH" ->
          IntStream.range(1, tokens.size())
              .mapToObj(from -> tokens.subList(from, tokens.size()))
              .anyMatch(HistoryWrite::writes);
      default -> writes(tokens);
    };
  }

  private static boolean writes(List<Token> tokens) {
    return WRITES.contains(tokens.getFirst().upper()) && isTarget(tokens);
  }

  private static boolean isTarget(List<Token> tokens) {
    return target(tokens).filter(HistoryWrite::isCompanion).isPresent();
  }

  /** The name that comes first, without its schema. */
  private static Optional<Token> target(List<Token> tokens) {
    List<Token> named =
        tokens.stream()
            .skip(1)
            .dropWhile(token -> BEFORE_THE_NAME.contains(token.upper()))
            .limit(3)
            .toList();
    boolean qualified = named.size() == 3 && named.get(1).is(".");
    return named.stream().skip(qualified ? 2 : 0).findFirst();
  }

  /** As a server folds names. */
  private static boolean isCompanion(Token name) {
    return name.kind() == Token.Kind.WORD
        ? name.text().equalsIgnoreCase(HistoryTables.COMPANION)
        : name.text().equals('"' + HistoryTables.COMPANION + '"');
  }
}
