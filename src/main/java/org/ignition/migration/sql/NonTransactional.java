package org.ignition.migration.sql;

import java.util.List;

/**
 * Tells which statements PostgreSQL refuses within a transaction (its {@code
 * PreventInTransactionBlock}, and the notes in its documentation of each command).
 */
public final class NonTransactional {

  /** What these words are followed by is up to the whole server. */
  private static final List<String> CLUSTER_WIDE =
      List.of("DATABASE", "TABLESPACE", "SUBSCRIPTION");

  private static final List<String> REINDEXED_WHOLE = List.of("SCHEMA", "DATABASE", "SYSTEM");

  private NonTransactional() {}

  /** Whether {@code statement} can't run in a transaction. */
  public static boolean is(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    return switch (tokens.getFirst().upper()) {
      case "CREATE" -> isClusterWide(tokens) || isConcurrentIndex(tokens);
      case "DROP" -> isClusterWide(tokens) || isConcurrentIndex(tokens);
      case "ALTER" -> isAlter(statement);
      case "REINDEX" -> isReindex(tokens);
      case "VACUUM" -> true;
      case "CLUSTER" -> isClusterOfAll(tokens);
      case "DISCARD" -> statement.begins("DISCARD", "ALL");
      default -> false;
    };
  }

  private static boolean isClusterWide(List<Token> tokens) {
    return isOneOf(tokens, 1, CLUSTER_WIDE);
  }

  /** {@code CREATE [UNIQUE] INDEX CONCURRENTLY}, {@code DROP INDEX CONCURRENTLY}. */
  private static boolean isConcurrentIndex(List<Token> tokens) {
    int index = is(tokens, 1, "UNIQUE") ? 2 : 1;
    return is(tokens, index, "INDEX") && is(tokens, index + 1, "CONCURRENTLY");
  }

  private static boolean isAlter(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    if (statement.begins("ALTER", "SYSTEM")) {
      return true;
    }
    if (statement.begins("ALTER", "DATABASE")) {
      return is(tokens, 3, "SET") && is(tokens, 4, "TABLESPACE");
    }
    if (statement.begins("ALTER", "SUBSCRIPTION")) {
      return is(tokens, 3, "REFRESH");
    }
    return statement.begins("ALTER", "TABLE")
        && tokens.getLast().is("CONCURRENTLY")
        && tokens.stream().anyMatch(token -> token.is("DETACH"));
  }

  private static boolean isReindex(List<Token> tokens) {
    int object = afterOptions(tokens, 1);
    boolean concurrently =
        is(tokens, object + 1, "CONCURRENTLY")
            || tokens.subList(1, object).stream().anyMatch(token -> token.is("CONCURRENTLY"));
    return concurrently || isOneOf(tokens, object, REINDEXED_WHOLE);
  }

  private static boolean isClusterOfAll(List<Token> tokens) {
    int next = afterOptions(tokens, is(tokens, 1, "VERBOSE") ? 2 : 1);
    return next >= tokens.size();
  }

  /** The index after a list in parentheses, if one begins at {@code from}. */
  private static int afterOptions(List<Token> tokens, int from) {
    int at = from;
    if (is(tokens, at, "(")) {
      while (at < tokens.size() && !is(tokens, at, ")")) {
        at++;
      }
      at++;
    }
    return Math.min(at, tokens.size());
  }

  private static boolean isOneOf(List<Token> tokens, int index, List<String> words) {
    return words.stream().anyMatch(word -> is(tokens, index, word));
  }

  private static boolean is(List<Token> tokens, int index, String word) {
    return index < tokens.size() && tokens.get(index).is(word);
  }
}
