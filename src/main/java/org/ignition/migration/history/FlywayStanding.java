package org.ignition.migration.history;

/** What Flyway's table says of a version. */
enum FlywayStanding {
  /** It was applied, or lies below a baseline. */
  HELD,
  /** It stopped halfway. */
  FAILED,
  /** What undoes it stopped halfway. */
  UNDO_FAILED,
  /** It was applied once and has no effect any more. */
  GONE,
  /** Nothing. */
  ABSENT
}
