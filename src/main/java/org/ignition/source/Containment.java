package org.ignition.source;

/** Whether a commit is on a branch. */
public enum Containment {
  /** It is. */
  YES,
  /** It is not. */
  NO,
  /** The history that would say is not here. */
  CANNOT_TELL;

  /** Whether it is on either of two branches. */
  Containment or(Containment other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO ? other : this;
  }
}
