package org.ignition.report;

import java.util.Locale;
import org.ignition.failure.CancelledException;
import org.ignition.failure.DefectException;
import org.ignition.failure.IgnitionException;
import org.ignition.failure.InputException;
import org.ignition.failure.PartialException;
import org.ignition.failure.PolicyException;
import org.ignition.failure.RemoteException;

/** How a command ended, as the output {@code result} says it. */
public enum Result {
  /** It did what it was asked for. */
  DONE,
  /** There was nothing to do. */
  UNCHANGED,
  /** It stopped at the plan, as asked. */
  PLANNED,
  /** It checked and found nothing to object to. */
  PASSED,
  /** It checked and found what should be looked at. */
  WARNED,
  /** It refused, since going on would break a promise. */
  REFUSED,
  /** It failed and nothing of it is visible to others. */
  FAILED,
  /** It failed after something became visible to others. */
  PARTIAL;

  /** How a command ends that fails with {@code failure}. */
  public static Result of(IgnitionException failure) {
    return switch (failure) {
      case PolicyException _ -> REFUSED;
      case PartialException _ -> PARTIAL;
      case InputException _, RemoteException _, CancelledException _, DefectException _ -> FAILED;
    };
  }

  /** As users read it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
