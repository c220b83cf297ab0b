package org.ignition.migration.loss;

/** What an undo takes away from the database as it is now; how much, is counted later. */
sealed interface Gone {

  /**
   * All rows of a table, with it.
   *
   * @param copied whether some of them were put elsewhere before, in a way that can't be read
   */
  record Rows(LiveObject table, boolean copied) implements Gone {}

  /**
   * All values of a column, with it.
   *
   * @param only not in the tables that inherit from its table
   */
  record Values(LiveColumn column, boolean only) implements Gone {}

  /**
   * Rows of a table that stays.
   *
   * @param how what happens to them, as part of a sentence, such as {@code deleted}
   * @param only not in the tables that inherit from it
   * @param all whether it happens to every row
   */
  record SomeRows(LiveObject table, String how, boolean only, boolean all) implements Gone {}

  /**
   * Values of a column that stays.
   *
   * @param how what happens to them, as part of a sentence, such as {@code overwritten}
   */
  record SomeValues(LiveColumn column, String how) implements Gone {}

  /**
   * What values of a column have more than its new type.
   *
   * @param type as SQL; empty when an expression computes the new values
   */
  record Precision(LiveColumn column, String type) implements Gone {}

  /**
   * What can't be told.
   *
   * @param what is unknown, as part of a sentence, untrusted
   * @param why as part of a sentence
   */
  record Untold(String what, String why) implements Gone {}
}
