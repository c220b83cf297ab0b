package org.ignition.migration.rehearsal;

/** How much of the schema is read after statements that may have changed it. */
public enum SchemaReading {
  /** What event triggers named, and what depends on it. */
  CHANGES,
  /** Everything after each statement: slow, and blind to nothing. */
  WHOLE
}
