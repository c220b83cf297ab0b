package org.ignition.config;

import java.util.Optional;

/**
 * What labels and annotations say about an image; each is one line.
 *
 * @param title {@code org.opencontainers.image.title}
 * @param url {@code org.opencontainers.image.url}
 * @param licenses {@code org.opencontainers.image.licenses}, an SPDX expression
 * @param description {@code org.opencontainers.image.description}
 */
public record ImageDescription(
    Optional<String> title,
    Optional<String> url,
    Optional<String> licenses,
    Optional<String> description) {

  /** Nothing said. */
  public static final ImageDescription NONE =
      new ImageDescription(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
