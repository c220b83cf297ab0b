package org.ignition.migration.compatibility;

import org.ignition.migration.Assessment;

/**
 * An assessment with where it is from.
 *
 * @param assessment what a migration means for a release
 * @param by who says so
 */
public record Assessed(Assessment assessment, AssessedBy by) {

  /** Of a migration that could not be rehearsed either. */
  public static final Assessed UNKNOWN = new Assessed(Assessment.UNKNOWN, new AssessedBy.Nobody());

  /** What a rehearsal of this run showed. */
  public static Assessed rehearsed(Assessment assessment) {
    return new Assessed(assessment, new AssessedBy.Rehearsal());
  }
}
