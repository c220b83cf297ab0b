package org.ignition.migration.loss;

/**
 * An object that the database holds now.
 *
 * @param kind its sort
 * @param id what the catalog knows it by
 * @param schema empty where it has none
 * @param name without quotes
 * @param content what rows it has
 */
record LiveObject(NamedKind kind, long id, String schema, String name, Content content) {

  /** What rows an object has. */
  enum Content {
    /** Its own: a table's. */
    ROWS,
    /** A query's, which can be run again: a materialized view's. */
    DERIVED,
    /** None of its own. */
    NOTHING
  }

  /** As a person would say it. */
  ObjectName objectName() {
    return new ObjectName(schema, name);
  }
}
