package org.ignition.migration.loss;

/** The sorts of objects with a name of their own on which rows can depend. */
public enum NamedKind {
  /** Tables, views, materialized views and foreign tables: they share their names. */
  RELATION,
  /** Domains included. */
  TYPE,
  COLLATION,
  SCHEMA,
  EXTENSION
}
