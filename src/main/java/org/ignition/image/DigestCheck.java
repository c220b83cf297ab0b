package org.ignition.image;

/** What a comparison of a recorded digest with a remote one found. */
public sealed interface DigestCheck {

  /** Both are the same. */
  record Same(Digest digest) implements DigestCheck {}

  /** The remote holds something else. */
  record Drifted(Digest expected, Digest actual) implements DigestCheck {}

  /** The remote holds nothing under that name. */
  record Absent() implements DigestCheck {}
}
