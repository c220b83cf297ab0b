package org.ignition.migration.loss;

/**
 * One thing that an undo would take away.
 *
 * @param what a phrase for the plan, such as {@code table public.orders and its 1,204 rows}; one
 *     line, made of names from the database, so untrusted
 * @param count of rows or values; 0 where it is unknown
 * @param exactness of the count
 * @param replaceable whether it can be made again from what stays, as a materialized view's rows
 *     can
 */
public record Loss(String what, long count, Exactness exactness, boolean replaceable) {

  /** Whether this is a loss; where {@code up to} a number of rows go it may be none. */
  public LossVerdict verdict() {
    if (replaceable) {
      return LossVerdict.NOTHING;
    }
    return switch (exactness) {
      case EXACT -> count == 0 ? LossVerdict.NOTHING : LossVerdict.SOME;
      case ABOUT -> count == 0 ? LossVerdict.UNKNOWN : LossVerdict.SOME;
      case AT_LEAST -> count == 0 ? LossVerdict.UNKNOWN : LossVerdict.SOME;
      case AT_MOST -> count == 0 ? LossVerdict.NOTHING : LossVerdict.UNKNOWN;
      case UNKNOWN -> LossVerdict.UNKNOWN;
    };
  }
}
