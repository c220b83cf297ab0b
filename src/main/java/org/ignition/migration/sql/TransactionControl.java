package org.ignition.migration.sql;

import java.util.Optional;

/** What statements do to the transaction that they run in. */
enum TransactionControl {
  /** Begins one, with the settings that every transaction has. */
  PLAIN_BEGIN,
  /** Commits. */
  PLAIN_COMMIT,
  /** Begins or ends one in another way. */
  OTHER,
  /** Stays within it: savepoints. */
  WITHIN;

  /** What {@code statement} does; empty for most. */
  static Optional<TransactionControl> of(SqlStatement statement) {
    return Optional.ofNullable(
        switch (statement.tokens().getFirst().upper()) {
          case "BEGIN" -> isPlain(statement, 1) ? PLAIN_BEGIN : OTHER;
          case "START" -> statement.begins("START", "TRANSACTION") ? start(statement) : null;
          case "COMMIT", "END" -> isPlain(statement, 1) ? PLAIN_COMMIT : OTHER;
          case "ROLLBACK" -> isToSavepoint(statement) ? WITHIN : OTHER;
          case "ABORT" -> OTHER;
          case "PREPARE" -> statement.begins("PREPARE", "TRANSACTION") ? OTHER : null;
          case "SAVEPOINT", "RELEASE" -> WITHIN;
          default -> null;
        });
  }

  private static TransactionControl start(SqlStatement statement) {
    return statement.tokens().size() == 2 ? PLAIN_BEGIN : OTHER;
  }

  /** Whether nothing follows but the noise words. */
  private static boolean isPlain(SqlStatement statement, int words) {
    int size = statement.tokens().size();
    return size == words || (size == words + 1 && isNoise(statement.tokens().get(words)));
  }

  private static boolean isNoise(Token token) {
    return token.is("TRANSACTION") || token.is("WORK");
  }

  private static boolean isToSavepoint(SqlStatement statement) {
    return statement.tokens().stream().skip(1).limit(2).anyMatch(token -> token.is("TO"));
  }
}
