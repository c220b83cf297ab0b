package org.ignition.migration.loss;

/**
 * A name as a statement writes it, folded as the server folds it.
 *
 * @param schema empty where it isn't written
 * @param name without quotes
 */
public record ObjectName(String schema, String name) {

  /** A name without its schema. */
  static ObjectName of(String name) {
    return new ObjectName("", name);
  }

  /** As it is shown. */
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
