package org.ignition.migration.loss;

import java.util.List;

/**
 * A table whose foreign key refers to another one's rows.
 *
 * @param table the one that refers
 * @param columns of the key
 * @param whenDeleted what happens to its rows when those that they refer to are deleted
 */
record Referrer(LiveObject table, List<String> columns, Consequence whenDeleted) {

  /** What a deletion does to the rows that refer. */
  enum Consequence {
    DELETED,
    /** The key's columns get another value. */
    CLEARED,
    /** Nothing: the deletion is refused instead. */
    NONE
  }

  Referrer {
    columns = List.copyOf(columns);
  }
}
