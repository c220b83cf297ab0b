package org.ignition.migration.rehearsal;

import java.util.Optional;
import org.ignition.database.ServerError;
import org.ignition.migration.Verdict;
import org.ignition.migration.rehearsal.rows.RowFate;
import org.ignition.migration.snapshot.SchemaDiff;
import org.ignition.migration.trace.Proof;
import org.ignition.migration.trace.ScriptRun;

/**
 * A down, and the up once more.
 *
 * @param down traced
 * @param again the up; empty when the down failed
 * @param residue how the schema after the down differs from the one before the up
 * @param drift how the schema after the second up differs from that after the first
 * @param refused why the down did not run where rows were
 * @param isolation both ran in
 * @param rows what became of the rows; empty when there were none, or the down failed
 * @param left large objects that are there after the down and were not before the up
 */
record RoundTrip(
    ScriptRun down,
    Optional<ScriptRun> again,
    SchemaDiff residue,
    SchemaDiff drift,
    Optional<ServerError> refused,
    Isolation isolation,
    Optional<RowFate> rows,
    long left) {

  /** What it proves about the schema. */
  Proof proof() {
    if (down instanceof ScriptRun.Failed) {
      return new Proof(
          Verdict.NO, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);
    }
    boolean reran = again.filter(ScriptRun.Ran.class::isInstance).isPresent();
    return new Proof(
        Verdict.of(refused.isEmpty()),
        Verdict.of(residue.isOrderOnly()),
        Verdict.of(reran && drift.isOrderOnly()),
        Verdict.of(residue.isEmpty() && drift.isEmpty()),
        rows.map(fate -> Verdict.of(fate.survived())).orElse(Verdict.UNKNOWN));
  }

  /** The second up, or what kept the round trip from its end. */
  Optional<ScriptRun.Failed> failed() {
    return down instanceof ScriptRun.Failed failed
        ? Optional.of(failed)
        : again.flatMap(
            run -> run instanceof ScriptRun.Failed f ? Optional.of(f) : Optional.empty());
  }
}
