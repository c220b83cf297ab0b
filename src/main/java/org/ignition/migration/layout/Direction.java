package org.ignition.migration.layout;

/** What the script in a file is for. */
enum Direction {
  UP,
  DOWN,
  /** Both are in the file, told apart by markers. */
  BOTH,
  /** It has no version and runs whenever it changed. */
  REPEATABLE,
  /** It stands for all migrations up to its version. */
  BASELINE
}
