package org.ignition.image;

/**
 * A tag that a release binds, and how firmly.
 *
 * @param tag the name
 * @param kind what the name promises
 */
public record ReleaseTag(Tag tag, Kind kind) {

  /** What a tag promises to those who use it. */
  public enum Kind {
    /** The full commit SHA: bound once, for ever; the operational name of the release. */
    FULL_SHA,
    /** The first 12 digits of the SHA: bound once, to the same digest as the full one. */
    SHORT_SHA,
    /** {@code vX.Y.Z[-q]}: bound once, for ever. */
    VERSION,
    /** {@code vX.Y} or {@code vX}: moves forward to newer stable versions, never back. */
    SERIES,
    /** {@code main-<7>}: a branch's build, may be overwritten. */
    BRANCH;

    /** Whether the tag may never be bound to a second digest. */
    public boolean immutable() {
      return this == FULL_SHA || this == SHORT_SHA || this == VERSION;
    }
  }

  @Override
  public String toString() {
    return tag.value();
  }
}
