package org.ignition.migration.loss;

/**
 * How many there are.
 *
 * @param number 0 where it is unknown
 * @param exactness of the number
 * @param why it could not be counted, as part of a sentence, untrusted; empty when it was
 */
record Counted(long number, Exactness exactness, String why) {

  static Counted exactly(long number) {
    return new Counted(number, Exactness.EXACT, "");
  }

  static Counted unknown(String why) {
    return new Counted(0, Exactness.UNKNOWN, why);
  }

  /** That many were counted, and how many of them are meant is not known. */
  Counted atMost() {
    return exactness == Exactness.EXACT ? new Counted(number, Exactness.AT_MOST, why) : this;
  }
}
