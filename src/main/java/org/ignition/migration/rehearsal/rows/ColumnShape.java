package org.ignition.migration.rehearsal.rows;

import java.util.Optional;

/**
 * A column that rows are made for; generated ones are none.
 *
 * @param number of the attribute
 * @param name its own
 * @param type OID of its type
 * @param modifier of its type; -1 without one
 * @param sqlType its type, as a cast names it
 * @param notNull whether it refuses NULL
 * @param identity whether it counts by itself
 * @param defaultExpression what it holds when nothing is given
 */
record ColumnShape(
    int number,
    String name,
    long type,
    int modifier,
    String sqlType,
    boolean notNull,
    boolean identity,
    Optional<String> defaultExpression) {

  /** A default that is the same each time, as one without a function is. */
  Optional<String> constantDefault() {
    return defaultExpression.filter(text -> !text.contains("(") && !text.startsWith("CURRENT"));
  }
}
