package org.ignition.migration.sql;

import java.util.List;

/**
 * A text of SQL, split.
 *
 * @param text the whole text that was split, a byte order mark removed and line ends as they were
 * @param statements in order; transaction control that was blanked is not among them
 * @param directives all of the text, those of statements too, in order
 * @param flaws what stands in the way of running it as one migration, in order
 */
public record SqlScript(
    String text, List<SqlStatement> statements, List<Directive> directives, List<Flaw> flaws) {

  /** Copies the lists. */
  public SqlScript {
    statements = List.copyOf(statements);
    directives = List.copyOf(directives);
    flaws = List.copyOf(flaws);
  }

  /**
   * A place that can't be run, or only after we changed it.
   *
   * @param kind what is wrong
   * @param at where
   * @param text the words that are wrong, shortened
   */
  public record Flaw(Kind kind, Position at, String text) {

    /** What can be wrong with a text before any server sees it. */
    public enum Kind {
      /** One {@code BEGIN … COMMIT} around the whole file: blanked, with a warning. */
      OUTER_TRANSACTION,
      /** Any other transaction control at the top level. */
      TRANSACTION_CONTROL,
      /** A command of psql, which no server knows. */
      META_COMMAND,
      /** A quote, comment or block that never ends. */
      UNTERMINATED
    }
  }
}
