package org.ignition.migration.trace;

import java.util.List;
import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Migration;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * What the rehearsal of one migration showed.
 *
 * @param migration which
 * @param before the schema that it met
 * @param up how the up ran, traced
 * @param down how the down ran, traced; empty without one, or when the up failed
 * @param secondUp how the up ran after the down, with traces only where {@code cloned}; empty
 *     without a down that ran
 * @param made what the up changed, objects matched by identity
 * @param residue how the schema after the down differs from {@code before}, matched by name
 * @param drift how the schema after the second up differs from that after the first, by name
 * @param proof what was proved
 * @param rows what became of the rows
 * @param cloned whether a script of it ran without one transaction around all of it, where what ran
 *     before a failure stays
 */
public record RehearsedMigration(
    Migration migration,
    SchemaSnapshot before,
    ScriptRun up,
    Optional<ScriptRun> down,
    Optional<ScriptRun> secondUp,
    SchemaDiff made,
    SchemaDiff residue,
    SchemaDiff drift,
    Proof proof,
    RowsObserved rows,
    boolean cloned) {

  /**
   * What became of the rows that were there.
   *
   * @param populated tables that held rows before the up, qualified
   * @param empty tables for which no row could be made, qualified
   * @param refusedUp why the up failed because of rows, when it ran without them
   * @param refusedDown why the down, or the up after it, failed because of rows, when it ran
   *     without them
   * @param lostByUp tables and columns whose rows or values the up removed or changed
   * @param lostByDown rows or values from before the up that the down lost
   * @param lossyDown what was written since the up and goes with the down: the objects that the up
   *     made and the down drops
   * @param leftByDown how many large objects there are after the down that were not before the up
   */
  public record RowsObserved(
      List<String> populated,
      List<String> empty,
      Optional<ServerError> refusedUp,
      Optional<ServerError> refusedDown,
      List<String> lostByUp,
      List<String> lostByDown,
      List<String> lossyDown,
      long leftByDown) {

    /** Copies the lists. */
    public RowsObserved {
      populated = List.copyOf(populated);
      empty = List.copyOf(empty);
      lostByUp = List.copyOf(lostByUp);
      lostByDown = List.copyOf(lostByDown);
      lossyDown = List.copyOf(lossyDown);
    }

    /** Rows that stood in the way of neither up nor down at first. */
    public RowsObserved(
        List<String> populated,
        List<String> empty,
        Optional<ServerError> refusedUp,
        List<String> lostByUp,
        List<String> lostByDown,
        List<String> lossyDown) {
      this(populated, empty, refusedUp, Optional.empty(), lostByUp, lostByDown, lossyDown, 0);
    }
  }
}
