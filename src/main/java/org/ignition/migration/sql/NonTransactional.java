package org.ignition.migration.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells which statements PostgreSQL refuses within a transaction (its {@code
 * PreventInTransactionBlock}, and the notes in its documentation of each command), as far as their
 * text tells: it refuses REINDEX and CLUSTER of a partitioned table too.
 */
public final class NonTransactional {

  /** What these words are followed by is up to the whole server. */
  private static final List<String> CLUSTER_WIDE = List.of("DATABASE", "TABLESPACE");

  private static final List<String> REINDEXED_WHOLE = List.of("SCHEMA", "DATABASE", "SYSTEM");

  /** What a subscription gets and loses tables by, unless it is told to wait with that. */
  private static final List<String> PUBLICATION_CHANGES = List.of("SET", "ADD", "DROP");

  /** Options that change the slot at the publisher as well, which can't be rolled back. */
  private static final List<String> SLOT_OPTIONS = List.of("FAILOVER", "TWO_PHASE");

  /** {@code defGetBoolean} in {@code define.c}; all else is on, or no value of an option. */
  private static final Set<String> OFF = Set.of("false", "off", "0");

  private NonTransactional() {}

  /** Whether {@code statement} can't run in a transaction. */
  public static boolean is(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    return switch (tokens.getFirst().upper()) {
      case "CREATE" ->
          isClusterWide(tokens) || isConcurrentIndex(tokens) || isNewSubscription(tokens);
      case "DROP" ->
          isClusterWide(tokens) || isConcurrentIndex(tokens) || is(tokens, 1, "SUBSCRIPTION");
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
      boolean follows = isOneOf(tokens, 3, List.of("SET", "WITH"));
      return is(tokens, follows ? 4 : 3, "TABLESPACE");
    }
    if (statement.begins("ALTER", "SUBSCRIPTION")) {
      return isChangedSubscription(tokens);
    }
    return statement.begins("ALTER", "TABLE")
        && tokens.getLast().is("CONCURRENTLY")
        && tokens.stream().anyMatch(token -> token.is("DETACH"));
  }

  /** A slot at the publisher is made with it by default. */
  private static boolean isNewSubscription(List<Token> tokens) {
    return is(tokens, 1, "SUBSCRIPTION")
        && !isOff(tokens, "CONNECT")
        && !isOff(tokens, "CREATE_SLOT");
  }

  private static boolean isChangedSubscription(List<Token> tokens) {
    if (isOneOf(tokens, 3, PUBLICATION_CHANGES) && is(tokens, 4, "PUBLICATION")) {
      return !isOff(tokens, "REFRESH");
    }
    boolean options = is(tokens, 3, "SET") && is(tokens, 4, "(");
    return is(tokens, 3, "REFRESH")
        || (options && tokens.stream().anyMatch(token -> SLOT_OPTIONS.contains(token.upper())));
  }

  private static boolean isReindex(List<Token> tokens) {
    int object = afterOptions(tokens, 1);
    boolean concurrently =
        is(tokens, object + 1, "CONCURRENTLY")
            || (tokens.subList(1, object).stream().anyMatch(token -> token.is("CONCURRENTLY"))
                && !isOff(tokens.subList(1, object), "CONCURRENTLY"));
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

  /** Whether an option is switched off: {@code (option = false)}, or {@code (option false)}. */
  private static boolean isOff(List<Token> tokens, String option) {
    return IntStream.range(0, tokens.size())
        .filter(index -> is(tokens, index, option))
        .map(index -> is(tokens, index + 1, "=") ? index + 2 : index + 1)
        .filter(value -> value < tokens.size())
        .mapToObj(value -> tokens.get(value).text().replace("'", "").toLowerCase(Locale.ROOT))
        .anyMatch(OFF::contains);
  }

  private static boolean isOneOf(List<Token> tokens, int index, List<String> words) {
    return words.stream().anyMatch(word -> is(tokens, index, word));
  }

  private static boolean is(List<Token> tokens, int index, String word) {
    return index < tokens.size() && tokens.get(index).is(word);
  }
}
