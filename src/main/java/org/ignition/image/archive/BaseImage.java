package org.ignition.image.archive;

import java.util.Map;
import java.util.Optional;
import org.ignition.failure.InputException;
import org.ignition.image.ImageReference;

/** What an image was built on, where its annotations or labels say so (image-spec 1.1). */
final class BaseImage {

  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";

  private BaseImage() {}

  static Optional<ImageReference> of(Map<String, String> annotations, Map<String, String> labels) {
    return of(annotations).or(() -> of(labels));
  }

  private static Optional<ImageReference> of(Map<String, String> named) {
    return Optional.ofNullable(named.get(NAME))
        .filter(name -> !name.isEmpty())
        .flatMap(name -> parsed(name, Optional.ofNullable(named.get(DIGEST)).orElse("")));
  }

  /** Anybody can write a label, so one that is not a reference says nothing. */
  private static Optional<ImageReference> parsed(String name, String digest) {
    try {
      boolean complete = digest.isEmpty() || name.contains("@");
      return Optional.of(ImageReference.parse(complete ? name : name + "@" + digest));
    } catch (InputException _) {
      return Optional.empty();
    }
  }
}
