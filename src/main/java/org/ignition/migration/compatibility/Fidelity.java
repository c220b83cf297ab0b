package org.ignition.migration.compatibility;

import org.ignition.migration.Assessment;
import org.ignition.migration.Classification;
import org.ignition.migration.Reversibility;

/** What a down brings back and what it takes away, mildest first. */
public enum Fidelity {
  /** It undoes the up and takes nothing with it. */
  LOSSLESS("lossless"),
  /** It restores the schema, but not what the up removed: that is gone already. */
  SHAPE_ONLY("restores the shape, not what was removed"),
  /** Nobody tried it. */
  UNTRIED("never tried"),
  /** It takes away what was written since. */
  LOSSY("loses what was written since"),
  /** It was tried and leads elsewhere. */
  BROKEN("does not undo it");

  private final String words;

  Fidelity(String words) {
    this.words = words;
  }

  /** What {@code assessment} says of the down. */
  static Fidelity of(Assessment assessment) {
    if (assessment.reversibility() == Reversibility.NO) {
      return BROKEN;
    }
    if (assessment.lossyDown()) {
      return LOSSY;
    }
    if (assessment.reversibility() == Reversibility.UNKNOWN) {
      return UNTRIED;
    }
    return assessment.classification() == Classification.DESTRUCTIVE ? SHAPE_ONLY : LOSSLESS;
  }

  /** As users and reports write it. */
  @Override
  public String toString() {
    return words;
  }
}
