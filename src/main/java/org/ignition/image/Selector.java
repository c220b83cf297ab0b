package org.ignition.image;

/** What a manifest is asked for by: a tag, which may move, or a digest, which can't. */
public sealed interface Selector permits Tag, Digest {

  /** As it stands in a URL. */
  String value();
}
