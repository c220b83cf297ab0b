package org.ignition.migration.sql;

import java.util.List;

/**
 * A text of SQL, split.
 *
 * @param text the whole text that was split, a byte order mark removed and line ends as they were
 * @param statements in order; transaction control that was blanked is not among them
 * @param directives all of the text, those of statements too, in order
 * @param flaws what stands in the way of running it as one migration, in order, the first 100
 */
public record SqlScript(
    String text, List<SqlStatement> statements, List<Directive> directives, List<Flaw> flaws) {

  /** Copies the lists. */
  public SqlScript {
    statements = List.copyOf(statements);
    directives = List.copyOf(directives);
    flaws = List.copyOf(flaws);
  }

  /** Whether it can be run as it is split: a script with any other flaw must not be. */
  public boolean runnable() {
    return flaws.stream().allMatch(flaw -> flaw.kind() == Flaw.Kind.OUTER_TRANSACTION);
  }

  /**
   * Where a character of the text is in the file.
   *
   * @param offset 0-based, in UTF-16 code units
   */
  public Position positionOf(int offset) {
    return new Lines(text).at(Math.clamp(offset, 0, text.length()));
  }

  /**
   * A place that can't be run, or only after we changed it.
   *
   * @param kind what is wrong
   * @param at where
   * @param text the words that are wrong, shortened
   */
  public record Flaw(Kind kind, Position at, String text) {

    /** Whether the script begins or ends transactions itself when it is run. */
    public boolean controlsTransactions() {
      return kind == Kind.TRANSACTION_CONTROL || kind == Kind.OPEN_TRANSACTION;
    }

    /** What can be wrong with a text before any server sees it. */
    public enum Kind {
      /** One {@code BEGIN … COMMIT} around the whole file: blanked, with a warning. */
      OUTER_TRANSACTION,
      /** Any other transaction control at the top level. */
      TRANSACTION_CONTROL,
      /** A transaction that is begun and that nothing ends. */
      OPEN_TRANSACTION,
      /** A command of psql, which no server knows. */
      META_COMMAND,
      /** A quote, comment or block that never ends. */
      UNTERMINATED,
      /** The character U+0000, which no server takes. */
      NUL_CHARACTER
    }
  }
}
