package org.ignition.migration.trace;

import org.ignition.migration.Reversibility;
import org.ignition.migration.Verdict;

/**
 * How much of a pair was proved by running up, down, up.
 *
 * @param downRuns the down runs
 * @param schemaEqual the schema after it equals the one before the up, but for column order
 * @param reupEqual the up runs again and leads to an equal schema
 * @param orderEqual columns have the same order as well
 * @param rowsSurvive rows that were there before the up are there after the down, unchanged
 */
public record Proof(
    Verdict downRuns,
    Verdict schemaEqual,
    Verdict reupEqual,
    Verdict orderEqual,
    Verdict rowsSurvive) {

  /** Nothing was tried. */
  public static final Proof NONE =
      new Proof(
          Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN);

  /** How truly the down undoes the up. */
  public Reversibility reversibility() {
    if (downRuns == Verdict.NO || schemaEqual == Verdict.NO || reupEqual == Verdict.NO) {
      return Reversibility.NO;
    }
    if (downRuns == Verdict.UNKNOWN
        || schemaEqual == Verdict.UNKNOWN
        || reupEqual == Verdict.UNKNOWN) {
      return Reversibility.UNKNOWN;
    }
    return orderEqual == Verdict.YES ? Reversibility.EXACT : Reversibility.ORDER;
  }
}
