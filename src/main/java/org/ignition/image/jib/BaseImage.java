package org.ignition.image.jib;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageReference;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.Selector;
import org.ignition.registry.Repository;
import org.ignition.registry.embedded.Upstream;

/**
 * One platform's image of a base, as far as assembling needs it: not its layers.
 *
 * @param reference as the build file has it, with the digest of {@code manifest}
 * @param manifest of the platform
 * @param image what is in it
 * @param config its configuration's exact bytes
 * @param repository that has the layers
 */
@SuppressWarnings("ArrayRecordComponent")
record BaseImage(
    ImageReference reference,
    Manifest manifest,
    ImageManifest image,
    byte[] config,
    Repository repository)
    implements Upstream {

  /** Jib asks for no other manifest than its base's. */
  @Override
  public Optional<Manifest> manifest(String asked, Selector selector) {
    return asked.equals(JibRun.BASE) ? Optional.of(manifest) : Optional.empty();
  }

  /** Saying that the target has the base's layers is what keeps Jib from downloading them. */
  @Override
  public Optional<Blob> blob(String asked, Digest digest) {
    if (image.config().digest().equals(digest)) {
      return Optional.of(new Blob(config.length, () -> new ByteArrayInputStream(config)));
    }
    return layer(digest).map(layer -> new Blob(layer.size(), () -> repository.blobs().open(layer)));
  }

  /** The layer of that digest, if it is one of the base's. */
  Optional<Descriptor> layer(Digest digest) {
    return image.layers().stream().filter(layer -> layer.digest().equals(digest)).findFirst();
  }
}
