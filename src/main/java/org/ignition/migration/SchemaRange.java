package org.ignition.migration;

/**
 * The schema versions that a release runs on.
 *
 * @param min the lowest, at least 0
 * @param max the highest, not below {@code min}
 */
public record SchemaRange(long min, long max) {

  /** Refuses what is no range. */
  public SchemaRange {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException(min + ".." + max + " is no range of schema versions");
    }
  }

  /** Whether the release runs on {@code version}. */
  public boolean contains(long version) {
    return min <= version && version <= max;
  }

  @Override
  public String toString() {
    return min == max ? Long.toString(min) : min + ".." + max;
  }
}
