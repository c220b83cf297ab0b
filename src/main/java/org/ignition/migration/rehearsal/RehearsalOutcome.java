package org.ignition.migration.rehearsal;

import java.util.List;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.SchemaSnapshot;
import org.ignition.migration.trace.RepeatedScript;

/**
 * What a rehearsal showed besides its migrations.
 *
 * @param stopped why it ended early
 * @param notRehearsed new migrations that were not tried, as an earlier one does not run
 * @param rolesMade roles that migrations name and that were made, without login
 * @param traced whether event triggers watched; else rewrites have no reason and drops no names
 * @param schema after the last script; empty when it ended early
 * @param repeated what repeatable scripts showed, in their order
 * @param unseen how the schema differs from the one that was followed, as sentences: what event
 *     triggers did not tell of, so that what was said of single migrations may be wrong
 */
public record RehearsalOutcome(
    Optional<Stop> stopped,
    List<Migration> notRehearsed,
    List<String> rolesMade,
    boolean traced,
    Optional<SchemaSnapshot> schema,
    List<RepeatedScript> repeated,
    List<String> unseen) {

  /** Copies the lists. */
  public RehearsalOutcome {
    notRehearsed = List.copyOf(notRehearsed);
    rolesMade = List.copyOf(rolesMade);
    repeated = List.copyOf(repeated);
    unseen = List.copyOf(unseen);
  }
}
