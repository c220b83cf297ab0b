package org.ignition.migration.rehearsal.observe;

import java.time.Duration;
import java.util.List;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.sql.SqlStatement;

/**
 * What was seen of one statement, before relations have names.
 *
 * @param statement which
 * @param took how long it ran
 * @param rows that it wrote
 * @param reasons what the server said
 * @param held relations that were there before the script and are locked after the statement
 * @param events in order
 * @param changes of the schema
 */
record Observation(
    SqlStatement statement,
    Duration took,
    long rows,
    List<String> reasons,
    List<HeldRelation> held,
    List<Event> events,
    SchemaDiff changes) {

  Observation {
    reasons = List.copyOf(reasons);
    held = List.copyOf(held);
    events = List.copyOf(events);
  }

  Observation with(SchemaDiff changed) {
    return new Observation(statement, took, rows, reasons, held, events, changed);
  }
}
