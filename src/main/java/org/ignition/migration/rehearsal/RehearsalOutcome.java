package org.ignition.migration.rehearsal;

import java.util.List;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * What a rehearsal showed besides its migrations.
 *
 * @param stopped why it ended early
 * @param notRehearsed new migrations that were not tried, as an earlier one does not run
 * @param rolesMade roles that migrations name and that were made, without login
 * @param traced whether event triggers watched; else rewrites have no reason and drops no names
 * @param schema after the last migration; empty when it ended early
 */
public record RehearsalOutcome(
    Optional<Stop> stopped,
    List<Migration> notRehearsed,
    List<String> rolesMade,
    boolean traced,
    Optional<SchemaSnapshot> schema) {

  /** Copies the lists. */
  public RehearsalOutcome {
    notRehearsed = List.copyOf(notRehearsed);
    rolesMade = List.copyOf(rolesMade);
  }
}
