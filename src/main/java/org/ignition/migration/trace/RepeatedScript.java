package org.ignition.migration.trace;

import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.snapshot.SchemaDiff;

/**
 * What running a script twice showed that is to run again whenever it changes.
 *
 * @param first how it ran after the last migration
 * @param second how it ran once more, after all others of its kind; empty when the first run failed
 * @param drift how the schema after the second run differs from the one before it, by name
 * @param refused why it did not run where rows were made for it, and ran without them
 */
public record RepeatedScript(
    ScriptRun first, Optional<ScriptRun> second, SchemaDiff drift, Optional<ServerError> refused) {}
