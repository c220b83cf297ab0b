package org.ignition.migration.rehearsal;

/**
 * What came of something that needs a stage.
 *
 * @param <T> what it gives
 */
sealed interface Attempted<T> {

  /** It was tried. */
  record Done<T>(T value) implements Attempted<T> {}

  /** There is no stage, as the history before does not run. */
  record Stopped<T>(Stop why) implements Attempted<T> {}
}
