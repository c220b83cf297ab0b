package org.ignition.migration.rehearsal;

import org.ignition.migration.Script;

/**
 * How scripts are run, whichever they are.
 *
 * @param text puts a session back
 * @param reading how the schema is followed
 * @param listener is told of each statement
 */
record Conduct(SessionText text, SchemaReading reading, RehearsalListener listener) {

  /** Begins to run {@code script}. */
  Pace pace(Script script) {
    return new Pace(listener, script);
  }
}
