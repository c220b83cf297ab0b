package org.ignition.migration.loss;

/** How well a number is known. */
public enum Exactness {
  /** Counted. */
  EXACT,
  /** By the server's statistics, since counting would have taken too long or was not allowed. */
  ABOUT,
  /** There are some; how many was not counted. */
  AT_LEAST,
  /** All that there are; which of them are affected, the text does not tell. */
  AT_MOST,
  /** Not known at all. */
  UNKNOWN
}
