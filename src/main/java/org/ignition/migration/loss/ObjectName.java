package org.ignition.migration.loss;

/**
 * A name as a statement writes it, folded as the server folds it.
 *
 * @param schema empty where it isn't written
 * @param name without quotes
 */
public record ObjectName(String schema, String name) {

  /** The schema of what goes with its session: PostgreSQL's name for what SQLite calls temp. */
  static final String SESSION = "pg_temp";

  /** A name without its schema. */
  static ObjectName of(String name) {
    return new ObjectName("", name);
  }

  /** Of what is temporary. */
  ObjectName ofSession() {
    return schema.isEmpty() ? new ObjectName(SESSION, name) : this;
  }

  /** As it is shown. */
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
