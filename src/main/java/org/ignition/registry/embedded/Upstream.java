package org.ignition.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Selector;

/** Content that a registry answers for without holding it. */
public interface Upstream {

  /** Nothing. */
  Upstream NONE =
      new Upstream() {
        @Override
        public Optional<Manifest> manifest(String repository, Selector selector) {
          return Optional.empty();
        }

        @Override
        public Optional<Blob> blob(String repository, Digest digest) {
          return Optional.empty();
        }
      };

  /** The manifest that {@code repository} is to have under {@code selector}. */
  Optional<Manifest> manifest(String repository, Selector selector);

  /** The blob that {@code repository} is to have. */
  Optional<Blob> blob(String repository, Digest digest);

  /**
   * A blob that is somewhere else.
   *
   * @param size in bytes
   * @param content fetches it, when somebody really asks
   */
  record Blob(long size, Content content) {}

  /** Opens a blob's content. */
  interface Content {

    /** The content from its first byte; the caller closes it. */
    InputStream open() throws IOException;
  }
}
