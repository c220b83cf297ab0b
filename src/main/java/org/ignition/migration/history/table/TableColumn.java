package org.ignition.migration.history.table;

/**
 * A column of a table from before.
 *
 * @param name as the catalog has it
 * @param type what it holds, as far as that matters
 * @param required whether a row must say a value of it
 */
public record TableColumn(String name, Type type, boolean required) {

  /** What a column holds. */
  public enum Type {
    NUMBER,
    TEXT,
    /** What the database makes of other columns; nobody can write it. */
    COMPUTED,
    OTHER
  }
}
