package org.ignition.migration.sql;

/** What a comment {@code -- ignition: …} asks of us. */
public sealed interface Directive {

  /** Where the comment begins. */
  Position at();

  /**
   * Accepts what a rule finds in the statement that follows.
   *
   * @param rule its id, such as {@code L1}
   * @param reason why, for reviewers; never empty
   */
  record Allow(Position at, String rule, String reason) implements Directive {}

  /**
   * Declares that a migration can't be undone.
   *
   * @param reason why, for reviewers; never empty
   */
  record Irreversible(Position at, String reason) implements Directive {}

  /** Asks to run the file without a transaction around it. */
  record NoTransaction(Position at) implements Directive {}

  /**
   * A directive that can't be understood.
   *
   * @param text as written
   * @param why what is wrong with it, and how it should look
   */
  record Unreadable(Position at, String text, String why) implements Directive {}
}
