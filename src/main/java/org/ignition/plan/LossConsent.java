package org.ignition.plan;

import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.Problem;

/** Whether a restore may replace what could not be backed up. */
public final class LossConsent {

  private static final String ADVICE =
      ". To restore without a backup of what is there now, give `allow-data-loss: true`";

  private LossConsent() {}

  /** The same failure of such a backup, which says how to go on without one. */
  public static IgnitionException missing(IgnitionException failure) {
    if (failure instanceof CancelledException || failure instanceof DefectException) {
      return failure;
    }
    Problem said = failure.problem();
    return failure.retold(
        new Problem(said.code(), said.what(), said.why(), said.advice() + ADVICE, said.at()));
  }
}
