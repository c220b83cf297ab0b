package org.ignition.migration.loss;

/** Whether something would be lost. */
public enum LossVerdict {
  /** It is known that nothing would be. */
  NOTHING,
  /** It is known that something would be. */
  SOME,
  /** It can't be told. */
  UNKNOWN;

  /** Of both: that something is lost outweighs that more may be. */
  LossVerdict and(LossVerdict other) {
    if (this == SOME || other == SOME) {
      return SOME;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NOTHING;
  }
}
